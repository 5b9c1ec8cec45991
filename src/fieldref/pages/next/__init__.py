"""Arrange what comes next for a State, for whoever wants to take part."""
