"""Formulas in Serbian text, which stay in Latin letters: `CO2`, `E = mc²`, `%d`, `R&B`."""

from __future__ import annotations

import re
from typing import Final

_ELEMENTS: Final = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br"
    " Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho"
    " Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es"
    " Fm Md No Lr"
).split()
_ELEMENT: Final = f"(?:{'|'.join(sorted(_ELEMENTS, key=len, reverse=True))})"
_SUBSCRIPTS: Final = "\N{SUBSCRIPT ZERO}-\N{SUBSCRIPT NINE}"
_COUNT: Final = f"(?:[12]?[0-9]|[{_SUBSCRIPTS}]{{1,2}})?"

FORMULA: Final = (
    rf"(?<![^\W\d_])(?:(?=[A-Za-z]+[1-9{_SUBSCRIPTS}])(?:{_ELEMENT}{_COUNT}){{2,}}|co2|h2o|MP[34])"
    f"(?![0-9{_SUBSCRIPTS}])"
)
"""Two or more elements with a number among them: `B92` is none, but a broadcaster. And `MP3`."""

_POWER: Final = "(?:[\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}]|\\^[0-9])"
_NUMBER: Final = "[0-9]{1,9}(?:[.,][0-9]{1,9})?"
_TERM: Final = f"(?:(?:{_NUMBER})?[A-Za-z](?:[A-Za-z]?{_POWER})?|{_NUMBER})"
_OPERATION: Final = r" ?[-+*/\N{MULTIPLICATION SIGN}\N{MIDDLE DOT}\N{MINUS SIGN}] ?"

EQUATION: Final = (
    rf"(?<![^\W_]){_TERM}(?:{_OPERATION}{_TERM}){{0,6}} ?= ?{_TERM}(?:{_OPERATION}{_TERM}){{0,6}}"
    r"(?![^\W_])"
)
"""Variables of one letter on both sides of an equals sign, or numbers."""

FORMAT: Final = (
    r"(?<![0-9%])%(?:[0-9]+\$)?[-+#0]*[0-9]*(?:\.[0-9]+)?(?:hh?|ll?|[jzt])?[diouxXeEfFgGcsp]"
)
"""The place of a value in a message of C: `%d`, `%1$s`."""

SYMBOL: Final = (
    r"(?<![^\W_])(?:C(?:\+\+|\#)|[A-Z]{1,3}(?:&[A-Z]{1,3})+"
    "|[cdk]?m[\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}])"
)
"""`C++`, `R&B`, `m²`."""

SIGN: Final = re.compile("[=%&#+\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}]")
"""A character of which every equation, format and symbol has one."""
