"""fieldref: the field reference for the United Nations human-rights system."""

__version__ = "0.1.0"
