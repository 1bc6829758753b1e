"""One TOML sheet a playbook: thresholds, each with its reason."""
