"""What do the importers do with files that nobody would write? Explained in docs/guide/fuzzing.md."""
