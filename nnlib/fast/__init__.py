"""Training at the speed of its matrix products: the same equations (chapter 6).

``buffers`` makes arrays, ``inplace`` has the activation functions, ``stepping`` the two
passes, ``examples`` the loss and ``batches`` the mini-batches, ``updates`` the
optimisers, and ``descent`` one run of training.
"""
