"""Behind the slips that are listed: the one small change that makes an answer right.

``parts`` walks through a reader's function and puts one of its parts differently,
``changes`` makes every single small change, ``running`` runs what comes of it, and
``searching`` finds the one that is right in all cases.
"""
