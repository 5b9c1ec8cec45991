"""Say what a State must do, when, and on what ground: pure functions over records.

Others give `agenda` a State's record and a window and get entries, each with its ground. No files,
no clock, no words of a page. The numbers and articles stand in data/treaties.yaml.
"""
