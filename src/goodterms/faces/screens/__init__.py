"""What a command shows on a terminal: one module a command."""
