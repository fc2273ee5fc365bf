"""Chemical formulas in Serbian text, which stay in Latin letters: `CO2`, `C6H12O6`."""

from __future__ import annotations

from typing import Final

_ELEMENTS: Final = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br"
    " Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho"
    " Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es"
    " Fm Md No Lr"
).split()
_ELEMENT: Final = f"(?:{'|'.join(sorted(_ELEMENTS, key=len, reverse=True))})"
_COUNT: Final = "(?:[12]?[0-9])?"

FORMULA: Final = rf"(?<![^\W\d_])(?=[A-Za-z]+[1-9])(?:{_ELEMENT}{_COUNT}){{2,}}"
"""Two or more elements with a number among them: `B92` is none, but a broadcaster."""
