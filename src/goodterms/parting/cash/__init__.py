"""Cash month by month with a client and without, drawn from what really came in."""
