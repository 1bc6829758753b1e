"""The words a daybook is written in: one sheet a language, found by its name."""
