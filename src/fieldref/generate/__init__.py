"""Make documents and schemas from the code, for maintainers: `python -m fieldref.generate`.

Nothing that a command runs imports this package.
"""
