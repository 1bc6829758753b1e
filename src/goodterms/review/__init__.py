"""What we make of it: readings are weighed, what was tried is counted, a verdict is given."""
