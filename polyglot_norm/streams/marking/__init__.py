"""Languages of the parts of a page, marked and checked: the success criterion 3.1.2 of WCAG.

``elements.py`` reads a page into elements that know where they stand in it, ``attributes.py`` the
attributes of a tag, and ``markdown_elements.py`` does the same for Markdown. ``declared.py`` says
whether a language agrees with what is declared, ``found.py`` in which languages the text is, and
``contents.py`` what of it each element holds. ``placing.py`` puts marks around what disagrees, and
``page.py`` does all of that and returns the edits and the remarks, those of
``attribute_languages.py`` among them. ``stream.py`` is the work of a process on many pages.
``word_page.py`` writes a Word document as a page, and ``word.py`` what is found into its runs.
"""
