"""The book's live figures: each module makes one, for the chapter it belongs to."""
