"""What clients write back, in phrases: one folder a language, one sheet an answer."""
