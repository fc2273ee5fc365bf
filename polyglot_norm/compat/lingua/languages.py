"""The languages of lingua, as an enumeration of Python."""

from __future__ import annotations

from functools import cache

from polyglot_norm.compat.lingua.iso_codes import IsoCode639_1, IsoCode639_3, Named
from polyglot_norm.language.tags import known, script_of


class Language(Named):
    """The languages of lingua.

    >>> Language.SERBIAN.iso_code_639_1, Language.SERBIAN.iso_code_639_3
    (IsoCode639_1.SR, IsoCode639_3.SRP)
    """

    AFRIKAANS = IsoCode639_1.AF, IsoCode639_3.AFR
    ALBANIAN = IsoCode639_1.SQ, IsoCode639_3.SQI
    ARABIC = IsoCode639_1.AR, IsoCode639_3.ARA
    ARMENIAN = IsoCode639_1.HY, IsoCode639_3.HYE
    AZERBAIJANI = IsoCode639_1.AZ, IsoCode639_3.AZE
    BASQUE = IsoCode639_1.EU, IsoCode639_3.EUS
    BELARUSIAN = IsoCode639_1.BE, IsoCode639_3.BEL
    BENGALI = IsoCode639_1.BN, IsoCode639_3.BEN
    BOKMAL = IsoCode639_1.NB, IsoCode639_3.NOB
    BOSNIAN = IsoCode639_1.BS, IsoCode639_3.BOS
    BULGARIAN = IsoCode639_1.BG, IsoCode639_3.BUL
    CATALAN = IsoCode639_1.CA, IsoCode639_3.CAT
    CHINESE = IsoCode639_1.ZH, IsoCode639_3.ZHO
    CROATIAN = IsoCode639_1.HR, IsoCode639_3.HRV
    CZECH = IsoCode639_1.CS, IsoCode639_3.CES
    DANISH = IsoCode639_1.DA, IsoCode639_3.DAN
    DUTCH = IsoCode639_1.NL, IsoCode639_3.NLD
    ENGLISH = IsoCode639_1.EN, IsoCode639_3.ENG
    ESPERANTO = IsoCode639_1.EO, IsoCode639_3.EPO
    ESTONIAN = IsoCode639_1.ET, IsoCode639_3.EST
    FINNISH = IsoCode639_1.FI, IsoCode639_3.FIN
    FRENCH = IsoCode639_1.FR, IsoCode639_3.FRA
    GANDA = IsoCode639_1.LG, IsoCode639_3.LUG
    GEORGIAN = IsoCode639_1.KA, IsoCode639_3.KAT
    GERMAN = IsoCode639_1.DE, IsoCode639_3.DEU
    GREEK = IsoCode639_1.EL, IsoCode639_3.ELL
    GUJARATI = IsoCode639_1.GU, IsoCode639_3.GUJ
    HEBREW = IsoCode639_1.HE, IsoCode639_3.HEB
    HINDI = IsoCode639_1.HI, IsoCode639_3.HIN
    HUNGARIAN = IsoCode639_1.HU, IsoCode639_3.HUN
    ICELANDIC = IsoCode639_1.IS, IsoCode639_3.ISL
    INDONESIAN = IsoCode639_1.ID, IsoCode639_3.IND
    IRISH = IsoCode639_1.GA, IsoCode639_3.GLE
    ITALIAN = IsoCode639_1.IT, IsoCode639_3.ITA
    JAPANESE = IsoCode639_1.JA, IsoCode639_3.JPN
    KAZAKH = IsoCode639_1.KK, IsoCode639_3.KAZ
    KOREAN = IsoCode639_1.KO, IsoCode639_3.KOR
    LATIN = IsoCode639_1.LA, IsoCode639_3.LAT
    LATVIAN = IsoCode639_1.LV, IsoCode639_3.LAV
    LITHUANIAN = IsoCode639_1.LT, IsoCode639_3.LIT
    MACEDONIAN = IsoCode639_1.MK, IsoCode639_3.MKD
    MALAY = IsoCode639_1.MS, IsoCode639_3.MSA
    MAORI = IsoCode639_1.MI, IsoCode639_3.MRI
    MARATHI = IsoCode639_1.MR, IsoCode639_3.MAR
    MONGOLIAN = IsoCode639_1.MN, IsoCode639_3.MON
    NYNORSK = IsoCode639_1.NN, IsoCode639_3.NNO
    PERSIAN = IsoCode639_1.FA, IsoCode639_3.FAS
    POLISH = IsoCode639_1.PL, IsoCode639_3.POL
    PORTUGUESE = IsoCode639_1.PT, IsoCode639_3.POR
    PUNJABI = IsoCode639_1.PA, IsoCode639_3.PAN
    ROMANIAN = IsoCode639_1.RO, IsoCode639_3.RON
    RUSSIAN = IsoCode639_1.RU, IsoCode639_3.RUS
    SERBIAN = IsoCode639_1.SR, IsoCode639_3.SRP
    SHONA = IsoCode639_1.SN, IsoCode639_3.SNA
    SLOVAK = IsoCode639_1.SK, IsoCode639_3.SLK
    SLOVENE = IsoCode639_1.SL, IsoCode639_3.SLV
    SOMALI = IsoCode639_1.SO, IsoCode639_3.SOM
    SOTHO = IsoCode639_1.ST, IsoCode639_3.SOT
    SPANISH = IsoCode639_1.ES, IsoCode639_3.SPA
    SWAHILI = IsoCode639_1.SW, IsoCode639_3.SWA
    SWEDISH = IsoCode639_1.SV, IsoCode639_3.SWE
    TAGALOG = IsoCode639_1.TL, IsoCode639_3.TGL
    TAMIL = IsoCode639_1.TA, IsoCode639_3.TAM
    TELUGU = IsoCode639_1.TE, IsoCode639_3.TEL
    THAI = IsoCode639_1.TH, IsoCode639_3.THA
    TSONGA = IsoCode639_1.TS, IsoCode639_3.TSO
    TSWANA = IsoCode639_1.TN, IsoCode639_3.TSN
    TURKISH = IsoCode639_1.TR, IsoCode639_3.TUR
    UKRAINIAN = IsoCode639_1.UK, IsoCode639_3.UKR
    URDU = IsoCode639_1.UR, IsoCode639_3.URD
    VIETNAMESE = IsoCode639_1.VI, IsoCode639_3.VIE
    WELSH = IsoCode639_1.CY, IsoCode639_3.CYM
    XHOSA = IsoCode639_1.XH, IsoCode639_3.XHO
    YORUBA = IsoCode639_1.YO, IsoCode639_3.YOR
    ZULU = IsoCode639_1.ZU, IsoCode639_3.ZUL

    @property
    def iso_code_639_1(self) -> IsoCode639_1:
        """The code of two letters."""
        return self.value[0]

    @property
    def iso_code_639_3(self) -> IsoCode639_3:
        """The code of three letters."""
        return self.value[1]

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of this package that stand for it, in every script.

        >>> Language.SERBIAN.tags
        ('sr-Cyrl', 'sr-Latn')
        """
        return _tags()[self.iso_code_639_1.name.lower()]

    @classmethod
    def from_iso_code_639_1(cls, iso_code: IsoCode639_1) -> Language:
        """Return the language of a code of two letters."""
        return next(each for each in cls if each.iso_code_639_1 is iso_code)

    @classmethod
    def from_iso_code_639_3(cls, iso_code: IsoCode639_3) -> Language:
        """Return the language of a code of three letters."""
        return next(each for each in cls if each.iso_code_639_3 is iso_code)

    @classmethod
    def all(cls) -> frozenset[Language]:
        """Return every language."""
        return frozenset(cls)

    @classmethod
    def all_spoken_ones(cls) -> frozenset[Language]:
        """Return every language but Latin."""
        return cls.all() - {cls.LATIN}

    @classmethod
    def all_with_arabic_script(cls) -> frozenset[Language]:
        """Return the languages that are mostly written in Arabic script."""
        return cls._in_script("Arab")

    @classmethod
    def all_with_cyrillic_script(cls) -> frozenset[Language]:
        """Return the languages that are mostly written in Cyrillic script, Serbian among them."""
        return cls._in_script("Cyrl")

    @classmethod
    def all_with_devanagari_script(cls) -> frozenset[Language]:
        """Return the languages that are mostly written in Devanagari."""
        return cls._in_script("Deva")

    @classmethod
    def all_with_latin_script(cls) -> frozenset[Language]:
        """Return the languages that are mostly written in Latin script."""
        return cls._in_script("Latn")

    @classmethod
    def _in_script(cls, script: str) -> frozenset[Language]:
        return frozenset(each for each in cls if script_of(each.tags[0]) == script)


@cache
def _tags() -> dict[str, tuple[str, ...]]:
    """Return the tags of each language subtag, the usual one first."""
    found: dict[str, tuple[str, ...]] = {}
    for tag in known():  # the bare tag is sorted before those with a script
        language = tag.partition("-")[0]
        found[language] = (*found.get(language, ()), tag)
    return found


@cache
def language_of(tag: str) -> Language | None:
    """Return the language that a tag is in, or None if lingua does not have it.

    >>> language_of("zh-Hant"), language_of("ckb")
    (Language.CHINESE, None)
    """
    return next((each for each in Language if tag in each.tags), None)
