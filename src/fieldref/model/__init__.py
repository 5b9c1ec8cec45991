"""Hold the records: what the files under data/ say, one named tuple a kind of thing.

Named tuples are frozen, compare by value, and cost a tenth of a frozen dataclass at import. A field
with a default may be left out of the file; its absence means "not recorded here", never "none".
Nothing is done with them here. The modules don't begin with `from __future__ import annotations`:
`index.packing` reads the types of the fields at each start, and would have to work them out from
text.
"""
