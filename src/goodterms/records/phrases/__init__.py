"""One sheet a language: the phrases by which a message does something. Read by `goodterms.records.acts`."""
