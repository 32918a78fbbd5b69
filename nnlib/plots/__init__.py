"""The book's pictures, drawn with matplotlib: one module for one kind of picture.

Nothing here is needed to compute anything. Each function draws one picture from
arrays or a network, so that you can call it on your own; ``plt.style.use(
"nnlib.plots.book")`` gives your pictures the look of the book.
"""
