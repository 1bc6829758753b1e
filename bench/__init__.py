"""What does it cost? Every figure beside its alternative, measured in the same run: `python -m bench`."""
