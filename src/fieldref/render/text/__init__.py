"""Lay an Answer out for people at a width: plain in a pipe, painted in a terminal."""
