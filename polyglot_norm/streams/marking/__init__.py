"""Languages of the parts of a page, marked and checked: the success criterion 3.1.2 of WCAG.

``elements.py`` reads a page into elements that know where they stand in it, ``attributes.py`` the
attributes of a tag. ``declared.py`` says whether a language agrees with what is declared, and
``found.py`` in which languages the text is. ``placing.py`` puts marks around what disagrees, and
``page.py`` does all of that and returns the edits and the remarks.
"""
