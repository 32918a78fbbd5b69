"""The problems of the book, one table a chapter."""
