"""What people write about accesses, passwords, faults, offers: a sheet a language, and its reading."""
