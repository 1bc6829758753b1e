"""What is looked for in a letter: one rule a file, found by its name. See `goodterms.letters.letter`."""
