"""Turn words into a question, hand the answer to a writer, and errors into stderr and an exit code.

Others take `main.main`. No rule, no record and no format is decided here.
"""
