"""Terminal, browser, assistant: they read input, ask once at the desk, and find the words."""
