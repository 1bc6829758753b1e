"""What it adds up to: one question a file, one portable SQL query each."""
