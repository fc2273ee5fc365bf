"""Letters and words that distinguish legacy encodings, by language.

The letters are in order of frequency, the most common first; only their order is used. The words
are the most common function words of languages in Latin script, where most letters are ASCII and
tell nothing about the encoding.
"""

from __future__ import annotations

from typing import NamedTuple


class Charset(NamedTuple):
    """An encoding in use: its name, its Python codec and its rarity.

    ``rarity`` is subtracted from the score, so that of two decodings that differ little the more
    common one wins (ISO 8859 is rarer than its Windows counterpart, DOS and Macintosh are rarer
    still). ``lead`` limits the first byte of common characters in a double-byte encoding.
    """

    name: str
    codec: str
    family: str
    rarity: float
    lead: tuple[int, int] | None = None


class Language(NamedTuple):
    """Letters beyond ASCII and common words of a language written in some ``families``."""

    tag: str
    families: tuple[str, ...]
    letters: str
    words: frozenset[str]


CHARSETS = (
    Charset("windows-1252", "cp1252", "western", 0.0),
    Charset("iso-8859-15", "iso8859-15", "western", 4.0),
    Charset("windows-1250", "cp1250", "central", 0.5),
    Charset("iso-8859-2", "iso8859-2", "central", 1.0),
    Charset("ibm852", "cp852", "central", 5.0),
    Charset("windows-1251", "cp1251", "cyrillic", 0.0),
    Charset("koi8-r", "koi8-r", "cyrillic", 2.0),
    Charset("koi8-u", "koi8-u", "cyrillic", 2.5),
    Charset("ibm866", "cp866", "cyrillic", 3.0),
    Charset("iso-8859-5", "iso8859-5", "cyrillic", 2.5),
    Charset("x-mac-cyrillic", "mac-cyrillic", "cyrillic", 6.0),
    Charset("windows-1253", "cp1253", "greek", 1.0),
    Charset("iso-8859-7", "iso8859-7", "greek", 1.5),
    Charset("windows-1254", "cp1254", "turkish", 1.0),
    Charset("windows-1255", "cp1255", "hebrew", 1.0),
    Charset("windows-1256", "cp1256", "arabic", 1.0),
    Charset("iso-8859-6", "iso8859-6", "arabic", 3.0),
    Charset("windows-1257", "cp1257", "baltic", 1.0),
    Charset("iso-8859-13", "iso8859-13", "baltic", 2.0),
    Charset("windows-874", "cp874", "thai", 2.0),
    Charset("windows-1258", "cp1258", "vietnamese", 3.0),
    Charset("windows-31j", "cp932", "japanese", 1.0, (0x88, 0x97)),
    Charset("euc-jp", "euc_jp", "japanese", 1.5, (0xB0, 0xCF)),
    Charset("gb18030", "gb18030", "simplified", 1.0, (0xB0, 0xD7)),
    Charset("big5-hkscs", "big5hkscs", "traditional", 1.0, (0xA4, 0xC6)),
    Charset("windows-949", "cp949", "korean", 1.0, (0xB0, 0xC8)),
)

LATIN_FAMILIES = frozenset({"western", "central", "turkish", "baltic", "vietnamese"})


def _language(tag: str, families: str, letters: str, words: str = "") -> Language:
    return Language(tag, tuple(families.split()), letters, frozenset(words.split()))


LANGUAGES = (
    _language("ru", "cyrillic", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    _language("uk", "cyrillic", "оанивітерслкдумпязьгбчхжйцшюїщєфґ"),
    _language("be", "cyrillic", "анеіорстклвядумпызьбчцгўйжхшэюёф"),
    _language("bg", "cyrillic", "аеоитнрсвлдкпмузъябгчжщцшйхюфь"),
    _language("sr", "cyrillic", "аоиенрстјувдкмлпзгбчшцжћхњљђфџ"),
    _language("mk", "cyrillic", "аоиетнрсвдкјпмлузбгчшцжњхфќѓѕџљ"),
    _language(
        "en",
        "western",
        "éèïçñöêü",
        "the of and to in that is was for it with on you this be are have",
    ),
    _language(
        "de", "western", "üäößéà", "der die und in das den von zu mit sich ist ich nicht auf ein es"
    ),
    _language(
        "fr",
        "western",
        "éàèêçôùîâûœëïæ",
        "de la le et les des en un une du est que pour qui dans il",
    ),
    _language(
        "es",
        "western",
        "óíáéñúü¡¿",
        "de la que el en y los se del las un por con no una su para es",
    ),
    _language(
        "pt", "western", "ãçáéíóêõàúâôü", "de que e o do da em um para com não uma os no se na mais"
    ),
    _language(
        "it", "western", "èàùòéì", "di e il la che in un a per del non sono una con della si le ho"
    ),
    _language(
        "nl", "western", "ëéïöèüê", "de het een van en in is dat op te zijn met voor niet ik"
    ),
    _language(
        "sv", "western", "äåöéü", "och att det i en som på är av för med den till inte har jag"
    ),
    _language("da", "western", "åøæéö", "og i at det er en til af på som for med den ikke der jeg"),
    _language(
        "nb", "western", "åøæéòôö", "og i det er på som en til av for med ikke den har jeg om"
    ),
    _language(
        "fi", "western", "äöåé", "ja on ei se että hän oli mutta ovat kun niin minä mitä joka"
    ),
    _language(
        "is", "western", "áíðéóþöæúý", "og að í á er til sem við um en var það ekki ég með hann"
    ),
    _language(
        "ca", "western", "éàóèíòçúïü·", "de la i el que a en els del les un per una amb és no"
    ),
    _language("sq", "western central", "ëç", "të e në i dhe për se me një më që nga është ka por"),
    _language("ga", "western", "áíéúó", "an a na ar agus is ag go le ní bhí sé tá do i sin leis"),
    _language(
        "cs", "central", "íáéýěžřčšůúóďťňö", "a se v na je že s z o to do i jsem ale jako za by tak"
    ),
    _language(
        "sk", "central", "áíéýčžšľúťôóňďäŕĺ", "a v sa na je že s z o to do ako ale za by som tak aj"
    ),
    _language(
        "pl", "central", "łęóążśćńź", "i w na z do nie się to że jest o jak a po co za ale od przez"
    ),
    _language("hu", "central", "áéőóöíüúű", "a az és hogy nem is egy ez meg de volt csak van mint"),
    _language("ro", "central", "ăîâşţ", "de a în la nu un cu din care pe o se mai este sa ca"),
    _language(
        "hr",
        "central",
        "čšžćđ",
        "i je u da se na su za od ne to sam o a s ga koji nije kao će što šta još već sve ako kako",
    ),
    _language("sl", "central", "čšž", "in je v da se na so za ne pa ki z s po bi ali kot sem tudi"),
    _language(
        "tr", "turkish", "ıüşğçöâî", "ve bir bu da de için ile çok ne o ama en var gibi daha"
    ),
    _language(
        "et", "baltic western", "äõüöšž", "ja on ei et see oli ta kui ma aga ka oma mis ning"
    ),
    _language(
        "lt",
        "baltic",
        "ėšįųžūąčę",
        "ir yra kad į iš su bet tai o kaip jis buvo ne aš apie jau nes tik ar nuo",
    ),
    _language(
        "lv", "baltic", "āīēšūņļžģčķ", "un ir ka no ar uz par kas bet tas bija es viņš arī kā"
    ),
    _language(
        "vi",
        "vietnamese",
        "đôêâươă\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT}\N{COMBINING DOT BELOW}"
        "\N{COMBINING HOOK ABOVE}\N{COMBINING TILDE}áàéíóúèòùý",
        "và cho trong",
    ),
    _language("el", "greek", "αοιετσνυρηπκμλςάίδγθόωέχφύήβώξζψϊϋΐΰ"),
    _language("he", "hebrew", "יוהלרתאבמשנדקחעפםטכסגזןצךףץ"),
    _language("ar", "arabic", "اليمنرتوبةعدسفهكقحجأشصطخىذثزضإئغءظآؤ"),
    # Vocalised Arabic, as in scripture and schoolbooks.
    _language(
        "ar-vowelled",
        "arabic",
        "\N{ARABIC FATHA}ال\N{ARABIC KASRA}\N{ARABIC SUKUN}\N{ARABIC DAMMA}نمي\N{ARABIC SHADDA}"
        "وهرتبكعفدقأسح\N{ARABIC FATHATAN}\N{ARABIC KASRATAN}\N{ARABIC DAMMATAN}"
        "ةجصشطخذىثزضإئغءظآؤ",
    ),
    _language("fa", "arabic", "اینردهومتبسشکگلفزقخجعپحصچطآذضغژ"),
    _language("th", "thai", "านรกเงอมยลวดทส่ต้ัะปิบคหีแจพขใไ็์ุชืโผ"),
    _language(
        "ja",
        "japanese",
        "のいたしにとはてかなるをがでんっれもらうすりこさまきだあくせけよそつえわどちおみめじ"
        "ーンスルトリアイラックシロドジタレコフテマプカサグオバメニ"
        "人日年大本中出一国行時分会見上者生事自月間東場前学何言私話今金的入手",
    ),
    _language(
        "zh-Hans",
        "simplified",
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之"
        "年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样"
        "理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将"
        "两高间由问很最重并物手应战向头文体政美相见被利什二等产新己制身果加西斯月话合回特代内信表",
    ),
    _language(
        "zh-Hant",
        "traditional",
        "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之"
        "年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣"
        "理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將"
        "兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產新己制身果加西斯月話合回特代內信表",
    ),
    _language(
        "ko",
        "korean",
        "이다는에을의가고하지은로나도사를한기어자리그서시라대인해들아정수있일제전만부보으게오장"
        "주스여과원상구면것연화안비동공조성마무소유성경적신관당우모되니세국거했습트와없문생내",
    ),
)
