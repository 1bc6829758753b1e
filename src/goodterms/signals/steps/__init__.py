"""What several questions start from: one portable query a step, answered once and kept under its name."""
