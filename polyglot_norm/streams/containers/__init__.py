"""Files that are changed and written back: all that is not text stays, byte for byte.

A file is a sequence of pieces: strings, which are kept, and a `Text` wherever something may be
changed (``text.py``). ``plain.py``, ``markdown.py``, ``cues.py``, ``cells.py``,
``json_strings.py`` and ``html_text.py`` each cut one kind of file into pieces, which add up to the
file. ``stretches.py`` changes texts together, since a file's lines share its languages, and
``rewriting.py`` leads from a file name to stretches. ``encoded.py`` writes characters in the
encoding of the file.
"""
