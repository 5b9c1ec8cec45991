"""Write an Answer as bytes, a module a format.

Others take `formats.write`. A writer knows no treaty and no rule: it makes text harmless for its
medium and lays it out.
"""
