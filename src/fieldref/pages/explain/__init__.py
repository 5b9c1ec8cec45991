"""Explain a date: the chain of acts, articles and arithmetic behind it."""
