"""Keep files of the user's own: where they stand, what new ones say, how they are written.

Others take plain values and records from here. Nothing here parses a command line or prints.
"""
