"""Behind the slips that are listed: the one small change that makes an answer right.

``parts`` walks through a reader's function and puts one of its parts differently.
``changes`` makes every single small change: of ``arithmetic``, of ``calls``, of
``symbols``. ``harmless`` lets no function through that could do more than calculate,
``running`` runs what comes of a change, unseen and not for long, and ``searching`` says
which one is right in all cases.
"""
