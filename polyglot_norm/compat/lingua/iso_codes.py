"""The codes of languages that lingua has, as enumerations of Python."""

from __future__ import annotations

from enum import Enum
from functools import total_ordering
from typing import Self

from polyglot_norm.errors import PolyglotError, nearest


@total_ordering
class Named(Enum):
    """Members in the order of their names, found by these in any case.

    >>> IsoCode639_1.from_str("de") < IsoCode639_1.EN
    True
    """

    @classmethod
    def from_str(cls, string: str) -> Self:
        """Return the member of a name.

        Raises:
            PolyglotError: there is none.
        """
        found = cls.__members__.get(string.upper())
        if found is None:
            hint = nearest(string, cls.__members__)
            raise PolyglotError(f"unknown {cls.__name__} {string!r}{hint and ';' + hint}")
        return found

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.name < other.name

    def __str__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    __repr__ = __str__


class IsoCode639_1(Named):  # noqa: N801 - the name that lingua gives it
    """Codes of two letters."""

    AF = "af"
    AR = "ar"
    AZ = "az"
    BE = "be"
    BG = "bg"
    BN = "bn"
    BS = "bs"
    CA = "ca"
    CS = "cs"
    CY = "cy"
    DA = "da"
    DE = "de"
    EL = "el"
    EN = "en"
    EO = "eo"
    ES = "es"
    ET = "et"
    EU = "eu"
    FA = "fa"
    FI = "fi"
    FR = "fr"
    GA = "ga"
    GU = "gu"
    HE = "he"
    HI = "hi"
    HR = "hr"
    HU = "hu"
    HY = "hy"
    ID = "id"
    IS = "is"
    IT = "it"
    JA = "ja"
    KA = "ka"
    KK = "kk"
    KO = "ko"
    LA = "la"
    LG = "lg"
    LT = "lt"
    LV = "lv"
    MI = "mi"
    MK = "mk"
    MN = "mn"
    MR = "mr"
    MS = "ms"
    NB = "nb"
    NL = "nl"
    NN = "nn"
    PA = "pa"
    PL = "pl"
    PT = "pt"
    RO = "ro"
    RU = "ru"
    SK = "sk"
    SL = "sl"
    SN = "sn"
    SO = "so"
    SQ = "sq"
    SR = "sr"
    ST = "st"
    SV = "sv"
    SW = "sw"
    TA = "ta"
    TE = "te"
    TH = "th"
    TL = "tl"
    TN = "tn"
    TR = "tr"
    TS = "ts"
    UK = "uk"
    UR = "ur"
    VI = "vi"
    XH = "xh"
    YO = "yo"
    ZH = "zh"
    ZU = "zu"


class IsoCode639_3(Named):  # noqa: N801
    """Codes of three letters."""

    AFR = "afr"
    ARA = "ara"
    AZE = "aze"
    BEL = "bel"
    BEN = "ben"
    BOS = "bos"
    BUL = "bul"
    CAT = "cat"
    CES = "ces"
    CYM = "cym"
    DAN = "dan"
    DEU = "deu"
    ELL = "ell"
    ENG = "eng"
    EPO = "epo"
    EST = "est"
    EUS = "eus"
    FAS = "fas"
    FIN = "fin"
    FRA = "fra"
    GLE = "gle"
    GUJ = "guj"
    HEB = "heb"
    HIN = "hin"
    HRV = "hrv"
    HUN = "hun"
    HYE = "hye"
    IND = "ind"
    ISL = "isl"
    ITA = "ita"
    JPN = "jpn"
    KAT = "kat"
    KAZ = "kaz"
    KOR = "kor"
    LAT = "lat"
    LAV = "lav"
    LIT = "lit"
    LUG = "lug"
    MAR = "mar"
    MKD = "mkd"
    MON = "mon"
    MRI = "mri"
    MSA = "msa"
    NLD = "nld"
    NNO = "nno"
    NOB = "nob"
    PAN = "pan"
    POL = "pol"
    POR = "por"
    RON = "ron"
    RUS = "rus"
    SLK = "slk"
    SLV = "slv"
    SNA = "sna"
    SOM = "som"
    SOT = "sot"
    SPA = "spa"
    SQI = "sqi"
    SRP = "srp"
    SWA = "swa"
    SWE = "swe"
    TAM = "tam"
    TEL = "tel"
    TGL = "tgl"
    THA = "tha"
    TSN = "tsn"
    TSO = "tso"
    TUR = "tur"
    UKR = "ukr"
    URD = "urd"
    VIE = "vie"
    XHO = "xho"
    YOR = "yor"
    ZHO = "zho"
    ZUL = "zul"
