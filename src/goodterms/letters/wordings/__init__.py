"""How a letter is worded: one sheet a language. See `goodterms.letters.wording`."""
