"""What other programs ask, and what they are answered: one table of questions for an assistant (MCP) and for
programs that speak HTTP, with what each takes and the shape of its answer."""
