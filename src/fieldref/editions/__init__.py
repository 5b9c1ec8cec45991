"""Two editions of the data beside each other: which rows came, changed, moved, fell away.

It gives changes as records and never says what they mean; `pages` words them. It writes nothing.
"""
