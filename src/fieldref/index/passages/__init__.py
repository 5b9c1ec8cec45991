"""Give every text that a search can find, with the command that shows it.

Others take `collection.passages`. Nothing here searches.
"""
