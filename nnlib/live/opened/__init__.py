"""What the figure "A network, opened" shows: its problems, its numbers, where they come from."""
