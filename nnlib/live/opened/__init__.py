"""What "A network, opened" shows: problems, numbers, and where these come from."""
