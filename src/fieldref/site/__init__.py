"""Hold the site that `publish` writes: pages, the API, feeds, and the folder they go into.

A page is made of the blocks of answers, the API of their items, a feed of their dates: nothing is
said here that no command says. `plan.py` yields the files; only `folder.py` writes any.
"""
