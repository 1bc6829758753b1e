"""One function a kind of fact, found by its name; a module a part of the freelancer's life."""
