"""Mail, from bytes to what somebody newly wrote."""
