"""Arrange a question's records as an Answer, a module or package a command.

`cli` calls them with a context and what was asked. A page knows no format and no colour, reads no
clock and prints nothing.
"""
