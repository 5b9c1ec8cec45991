"""Arrange all that is recorded of a State, section by section."""
