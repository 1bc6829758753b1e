"""What letters say, in phrases: one folder a language, one sheet a rule."""
