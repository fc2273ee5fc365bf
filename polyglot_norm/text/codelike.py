r"""Text for machines as VERBOSE regexes: code, file names, paths, markup, hashes.

Names with unusual capitals (iPhone, McDonald, YouTube) are words, and so is every other token that
may be meant as one.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from polyglot_norm import tables
from polyglot_norm.text.borders import END, START, any_of
from polyglot_norm.text.lines import BREAKS

_IDENTIFIER: Final = r"[A-Za-z_]\w*+"

MARKUP: Final = rf"""
    (?<!`)(?P<ticks>`{{1,3}})(?!`)[^`{BREAKS}]{{1,200}}+(?P=ticks)(?!`)   # `code`
  | </?[A-Za-z][A-Za-z0-9:-]{{0,31}}+
    (?: \s?/?> | [^\S{BREAKS}][^<>={BREAKS}]{{1,64}}+=[^<>{BREAKS}]*+> )  # <b>, </div>, <a href=…>
  | <!--[^<>{BREAKS}]*+(?<=--)> | <!(?i:doctype)[^<>{BREAKS}]*+>
  | &(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}}+);   # &nbsp; &#8217;
"""

VARIABLE: Final = rf"""
    (?<![\w$])\$(?:[A-Z_][A-Z0-9_]++{END}|\{{[^{{}}{BREAKS}]{{1,64}}+\}})    # $HOME, ${{name}}
  | (?<![\w\\])\\(?:u[0-9a-fA-F]{{4}}|x[0-9a-fA-F]{{2}}
    |[A-Za-z]{{2,32}}+(?:\{{[^{{}}{BREAKS}]{{0,80}}+\}})?)                # \alpha, \textbf{{…}}
"""

TOKEN: Final = rf"""
    (?<![0-9A-Za-z_])
    (?: [0-9a-fA-F]{{8}}-(?:[0-9a-fA-F]{{4}}-){{3}}[0-9a-fA-F]{{12}}      # a UUID
      | (?=[a-f]*+\d)(?=\d*+[a-f])[0-9a-f]{{7,}}+                         # a hash
      | (?=[A-Za-z_]*+\d)(?=[a-z0-9_]*+[A-Z])(?=[A-Z0-9_]*+[a-z])
        [A-Za-z0-9_]{{20,}}+={{0,2}}                                      # a key
      | (?<![+/=-])(?=[A-Za-z_+/-]*+\d)(?=[a-z0-9_+/-]*+[A-Z])(?=[A-Z0-9_+/-]*+[a-z])
        [A-Za-z0-9_+/-]{{40,}}+={{0,2}}                                   # base64
      | 0[xX][0-9A-Fa-f]++ | U\+[0-9A-F]{{4,6}}                           # 0x1F, U+1F642
      | [vV]\d++(?:\.\d++)++(?:-?(?:alpha|beta|rc)\.?\d*+)? | v\d++       # v1.2.3
      | (?<!\d[.,])\d++(?:\.\d++)++-?(?:a|b|rc|alpha|beta|dev|post)\.?\d++  # 1.2.3rc1
    ){END}
  | (?<![\w&\#])\#(?=[A-Fa-f]*+\d)[0-9A-Fa-f]{{6}}(?:[0-9A-Fa-f]{{2}})?{END}  # #ff8800
"""

PATH: Final = r"""
    (?<![\w.~/:<\\])
    (?: ~/ | \.{1,2}/ | /(?=[\w.-]++/[\w.]) )         # ~/x, ../x, or two parts: not /s
    [\w.+@%~/-]*+
  | (?<![\w\\])(?:[A-Za-z]:\\|\\\\[\w.-]++\\)         # C:\Users, \\server\share
    [^\s<>"'|?*:;,„“”«»()]*+
  | (?<![\w-])--[A-Za-z][\w-]*+(?:=[^\s"'„“”«»()<>,;]++)?   # --flag=value
"""


@cache
def file_name() -> str:
    """Return a VERBOSE regex for a file name with a known ending, and the folders before it.

    >>> import re
    >>> re.findall(file_name(), "Node.js, src/main.py, извештај.docx, itd.", re.VERBOSE)
    ['Node.js', 'src/main.py', 'извештај.docx']
    """
    endings = any_of(tables.grouped("endings")["file"])
    parts = r"(?:\w[\w-]{0,254}+[./](?=\w)){0,16}"
    return rf"{START}(?<![.@/\\-])(?:\*\.)?{parts}(?<=\.){endings}{END}"


NAME_PREFIXES: Final = (
    "da de di du del della la le lo van von mac mc al el ben bin ibn fitz saint".split()
)
"""Prefixes of family names that are followed by a capital: McDonald, DeVito."""

_NAME_PREFIX: Final = f"(?:{'|'.join(NAME_PREFIXES)})"

# Nguni, Shona and Venda write the capital of a name after its prefixes: kwaZulu, muLondon. The
# English words that look like prefixes begin identifiers: lineHeight.
_SYLLABLE: Final = (
    "(?:[aeiou]|b[aeou]|bwe|ch[aei]|dze|hw[ae]|k[aou]|kw[aei]|l[aeiou]|lw[ae]|m[aiu]|n[aeo]|ng[aeou]|"
    "nj[ae]|p[ae]|r[aeu]|rwe|s[aeio]|swe|v[ae]|w[aeo]|y[aeio]|z[aeio]|zve)"
)
_CONCORD: Final = (
    r"(?!(?:are|lane|line|none|one|pane|sale|save|size|use|wave|zone)[A-Z])"
    rf"{_SYLLABLE}{{1,5}}m?[A-Z][a-z]++(?![A-Z0-9])"
)

# Scripts without spaces: a name in one is a clause. Thai to Burmese, Khmer, kana, Han.
_UNSPACED: Final = (
    r"\u0e01-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"
    r"\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_NO_UNSPACED: Final = rf"(?![^\WA-Za-z0-9{_UNSPACED}]*+[{_UNSPACED}])"

_APART: Final = r"(?<![\w.])"

MIXED: Final = rf"""
    (?<=[{_UNSPACED}])[A-Za-z0-9]{{1,64}}+(?:_[A-Za-z0-9]{{1,64}}+){{1,16}}+{END}  # after 請看
"""

CALL: Final = rf"""
    {_APART}
    (?: {_IDENTIFIER}(?:(?:\.|::|->){_IDENTIFIER})*+\(\)                # foo(), foo.bar()
      | {_IDENTIFIER}(?:(?:\.|::|->){_IDENTIFIER})++\([^\s()]{{0,80}}+\)  # foo.bar(x)
    ){END}
"""

DOTTED: Final = rf"{_APART}(?:[a-z_][a-z0-9_]++\.){{2,8}}[a-z_][a-z0-9_]++{END}"  # os.path.join

SNAKE: Final = rf"""
    {_APART}
    (?: __[A-Za-z0-9]++__                                               # __init__
      | {_NO_UNSPACED}_{{0,2}}[^\W_]++(?:_++[^\W_]++)++(?:\(\))?          # snake_case
    ){END}
"""

CAMEL: Final = rf"""
    {_APART}(?!{_NAME_PREFIX}[A-Z]|{_CONCORD})
    [a-z]{{2,}}+(?:[A-Z][a-z0-9]++)++[A-Z]*+{END}                       # camelCase
"""
