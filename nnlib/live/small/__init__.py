"""Small live figures, one handle each, at the sentence they serve."""
