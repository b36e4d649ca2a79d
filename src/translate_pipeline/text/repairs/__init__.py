"""Repair: put into an old target what a correction changed, where there is no doubt how.

Numbers, months, names and terms, one by one (``text.repairs.correction`` says which). Each has to
stand in the target as often as in the source, and the words around it have to stay right; else
there is no repair.
"""
