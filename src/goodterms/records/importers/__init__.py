"""One file a source. See `goodterms.records.source` for what an importer is."""
