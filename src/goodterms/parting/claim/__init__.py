"""What the law adds to a late invoice: interest, period by period, and a lump sum."""
