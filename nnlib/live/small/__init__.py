"""The book's small figures: one thing to move, at the sentence they serve."""
