"""One sheet a place: what its law says, each figure with its source, its day, and how sure it is."""
