"""Say what programs read: one named tuple a kind of item, its fields the keys of JSON and CSV.

These are a promise (docs/formats.md): a key is never renamed, a missing value is null, dates are
text as precise as known. `str()` of a nested record is what a CSV cell holds of it. Other packages
take the records; nothing here knows how they are filled or written.
"""
