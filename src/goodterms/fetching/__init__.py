"""What do other machines keep for the freelancer? Fetched read-only, and only where the user says so."""
