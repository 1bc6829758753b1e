"""The same for an assistant, by the Model Context Protocol over standard input and output."""
