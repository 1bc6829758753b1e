"""The same journey in the browser: pages for people who never open a terminal."""
