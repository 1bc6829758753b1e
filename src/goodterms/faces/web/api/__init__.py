"""The documents for other programs, below /api/: a token opens it, and nothing else does."""
