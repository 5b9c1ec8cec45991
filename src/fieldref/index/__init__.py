"""Keep the data compiled, so that a question reads only its rows; found, searched, thrown away.

Others take `reader.open_index`, `lookup` and `search_terms`. Nothing here changes data: an index
that doesn't fit the files is made anew from them.
"""
