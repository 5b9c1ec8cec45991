"""Read files to records, strictly: text with lines, values by type, a user's files laid over.

Others take `dataset.load`. A fault is a value with its place; nothing here guesses, and nothing
here checks one file against another.
"""
