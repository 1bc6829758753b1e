"""What chat programs write, and how."""
