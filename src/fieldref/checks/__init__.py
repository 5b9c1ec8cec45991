"""Prove what only all the data together can tell: references, sources, order, published numbers.

Others take `registry.faults` and `registry.stale`, and the counts of `acts`. Nothing here reads
files or prints: what is wrong is a value, told with its line.
"""
