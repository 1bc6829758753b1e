"""One module of pages a room; each reads, asks once, answers."""
