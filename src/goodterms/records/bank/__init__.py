"""What statements of banks have in common."""
