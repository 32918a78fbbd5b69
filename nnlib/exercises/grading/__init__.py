"""Grade a folder of notebooks that were handed in, each in a process of its own."""
