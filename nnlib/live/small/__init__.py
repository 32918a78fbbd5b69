"""Small figures, each with one handle, at the sentence of the book that it serves."""
