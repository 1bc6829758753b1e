"""Tables: where they begin, what their columns mean, what stands in a cell."""
