"""What several questions start from: one portable query a step, answered once and kept under its name, in the
order of their names: a step may ask those before it."""
