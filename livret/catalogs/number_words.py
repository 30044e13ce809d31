"""Numbers in words, up to a hundred, in the languages of the shipped site: a deadline of twenty-one days may be written out.

Each word stands for one number; `numbers` adds neighbours up. What a language joins to a word – “and” before it in Arabic, behind it in
Tigrinya, the ending of a case – is taken off before it is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

AND = frozenset({"et", "and", "y", "e", "و", "и", "і", "й", "და"})  # between two words of one number

_UNITS = range(1, 10)
_TEENS = range(10, 20)
_TENS = range(20, 101, 10)


def _table(units: str, teens: str, tens: str, more: str = "") -> dict[str, int]:
    """The words of a language in their order, by `|` where a number has several, `-` where it is made of two; `more` are others, as word=number."""
    numbers = (*_UNITS, *_TEENS, *_TENS)
    words = f"{units} {teens} {tens}".split()
    found = {word: number for number, its in zip(numbers, words, strict=True) for word in its.split("|") if word != "-"}
    return found | {word: int(number) for word, _, number in (each.partition("=") for each in more.split())}


def _slavic(table: dict[str, int], *endings: tuple[str, tuple[str, ...]]) -> dict[str, int]:
    """The words with those that their endings become in other cases."""
    cases = {
        word.removesuffix(ending) + other: number
        for (word, number), (ending, others) in product(table.items(), endings)
        if word.endswith(ending)
        for other in others
    }
    return cases | table


def _georgian() -> dict[str, int]:
    """Twenties: 21 is “twenty-and-one”, 35 “twenty-and-fifteen”. A word has no ending here."""
    words = "ერთ ორ სამ ოთხ ხუთ ექვს შვიდ რვა ცხრა ათ თერთმეტ თორმეტ ცამეტ თოთხმეტ თხუთმეტ თექვსმეტ ჩვიდმეტ თვრამეტ ცხრამეტ"
    units, scores = words.split(), {"ოც": 20, "ორმოც": 40, "სამოც": 60, "ოთხმოც": 80}
    joined = {f"{score}და{unit}": base + number for score, base in scores.items() for number, unit in enumerate(units, 1)}
    return {unit: number for number, unit in enumerate(units, 1)} | scores | joined | {"ას": 100}


# The languages that sources are written in, with their articles and whatever else a number is called: what these do not say is none. No table of the
# others has the duals and the articles; there small numbers are let through.
_WHOLE: dict[str, dict[int, str]] = {
    "fr": {
        1: "un une premier première seul seule unique", 2: "deux deuxième second seconde double paire couple", 3: "trois troisième triple", 4: "quatre quatrième", 5: "cinq cinquième",
        6: "six sixième", 7: "sept septième", 8: "huit huitième", 9: "neuf neuvième", 10: "dix dixième dizaine", 11: "onze",
        12: "douze douzaine midi", 13: "treize", 14: "quatorze", 15: "quinze quinzaine quart", 16: "seize", 20: "vingt vingts vingtaine",
        24: "minuit", 30: "trente demi demie", 40: "quarante", 50: "cinquante", 60: "soixante", 100: "cent cents centaine", 1000: "mille",
    },
    "en": {
        1: "one first a an single sole only once", 2: "two second both twice double pair couple", 3: "three third triple thrice", 4: "four fourth", 5: "five fifth", 6: "six sixth", 7: "seven seventh", 8: "eight",
        9: "nine ninth", 10: "ten tenth", 11: "eleven", 12: "twelve dozen noon", 13: "thirteen", 14: "fourteen", 15: "fifteen quarter",
        16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 24: "midnight", 30: "thirty half", 40: "forty",
        50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand",
    },
}  # fmt: skip
COMPLETE = frozenset(_WHOLE)

_TABLES: dict[str, dict[str, int]] = {
    **{tag: {word: number for number, words in said.items() for word in words.split()} for tag, said in _WHOLE.items()},
    "es": _table(
        "uno|una|un dos tres cuatro cinco seis siete ocho nueve",
        "diez once doce trece catorce quince dieciséis|dieciseis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien|ciento",
        "veintiuno=21 veintiún=21 veintiuna=21 veintidós=22 veintitrés=23 veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 "
        "veintinueve=29 primer=1 primero=1 primera=1 docena=12 quincena=15 mil=1000",
    ),
    "pt": _table(
        "um|uma dois|duas três quatro cinco seis sete oito nove",
        "dez onze doze treze catorze|quatorze quinze dezasseis|dezesseis dezassete|dezessete dezoito dezanove|dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem|cento",
        "primeiro=1 primeira=1 dúzia=12 quinzena=15 mil=1000",
    ),
    "sq": _table(
        "një dy tre|tri katër pesë gjashtë shtatë tetë nëntë",
        "dhjetë njëmbëdhjetë dymbëdhjetë trembëdhjetë katërmbëdhjetë pesëmbëdhjetë gjashtëmbëdhjetë shtatëmbëdhjetë tetëmbëdhjetë nëntëmbëdhjetë",
        "njëzet tridhjetë dyzet pesëdhjetë gjashtëdhjetë shtatëdhjetë tetëdhjetë nëntëdhjetë njëqind|qind",
        "mijë=1000",
    ),
    "ru": _slavic(
        _table(
            "один|одна|одно|одного|одной|одному|одну|одним две|два|двух|двум|двумя три|трех|трёх|трем|трём|тремя четыре|четырех|четырёх|четырем|четырём|четырьмя "
            "пять шесть семь восемь|восьми девять",
            "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
            "двадцать тридцать сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти семьдесят|семидесяти восемьдесят|восьмидесяти девяносто|девяноста сто|ста",
            "тысяча=1000 тысячи=1000",
        ),
        ("ь", ("и", "ью")),
    ),
    "uk": _slavic(
        _table(
            "один|одна|одне|одного|однієї|одному|одну два|дві|двох|двом три|трьох|трьом чотири|чотирьох|чотирьом пять|пяти шість|шести сім|семи вісім|восьми девять|девяти",
            "десять|десяти одинадцять дванадцять тринадцять чотирнадцять пятнадцять шістнадцять сімнадцять вісімнадцять девятнадцять",
            "двадцять тридцять сорок|сорока пятдесят|пятдесяти шістдесят|шістдесяти сімдесят|сімдесяти вісімдесят|вісімдесяти девяносто|девяноста сто|ста",
            "тисяча=1000 тисячі=1000",
        ),
        ("ь", ("и", "ьох", "ьом")),
        ("ять", ("яти", "ятьох", "ятьом")),
    ),
    "ar": _table(
        "واحد|واحدة|أحد|إحدى|احد اثنان|اثنتان|اثنين|اثنتين|اثنا|اثني|اثنتا|اثنتي ثلاثة|ثلاث أربعة|أربع|اربعة|اربع خمسة|خمس ستة|ست سبعة|سبع ثمانية|ثماني|ثمان تسعة|تسع",
        "عشرة|عشر - - - - - - - - -",
        "عشرون|عشرين ثلاثون|ثلاثين أربعون|أربعين|اربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين تسعون|تسعين مئة|مائة|مية",
        "ألف=1000",
    ),
    "prs": _table(
        "یک دو سه چهار پنج شش هفت هشت نه",
        "ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده|هژده نوزده",
        "بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد",
        "هزار=1000",
    ),
    "ps": _table(
        "یو|یوه دوه|دو درې|درو څلور|څلورو پنځه|پنځو شپږ|شپږو اووه|اوه|اوو اته|اتو نهه|نهو",
        "لس|لسو یوولس|یوولسو دوولس|دولس|دوولسو دیارلس|دیارلسو څوارلس|څوارلسو پنځلس|پنځلسو شپاړس|شپاړسو اوولس|اوولسو اتلس|اتلسو نولس|نولسو",
        "شل|شلو|ویشت|ویشتو دېرش|دیرش|دېرشو څلوېښت|څلویښت|څلوېښتو پنځوس|پنځوسو شپېته|شپیته|شپېتو اویا|اویاوو اتیا|اتیاوو نوي|نویو سل|سلو",
        "یوویشت=21 یویشت=21 دوویشت=22 درویشت=23 څلېرویشت=24 څلورویشت=24 پنځویشت=25 شپږویشت=26 اووه‌ویشت=27 اتویشت=28 نهه‌ویشت=29 زر=1000",
    ),
    "ti": _table(
        "ሓደ|ሓንቲ ክልተ|ክልቲኡ ሰለስተ ኣርባዕተ ሓሙሽተ ሽዱሽተ ሸውዓተ|ሾብዓተ ሸሞንተ|ሾሞንተ ትሽዓተ",
        "ዓሰርተ - - - - - - - - -",
        "ዕስራ ሰላሳ|ሰላሳን ኣርብዓ ሓምሳ ስሳ|ሱሳ ሰብዓ ሰማንያ ተስዓ|ቴስዓ ሚእቲ",
        "ሽሕ=1000",
    ),
    "ka": _georgian(),
}
_BARE: dict[str, Callable[[str], str]] = {
    "ar": lambda word: word.removeprefix("و"),
    "ti": lambda word: word.removesuffix("ን").removesuffix("ው"),
    "ka": lambda word: re.sub("(?:ის|ით|ად|მა|ი|ს)$", "", word),
}
_APOSTROPHES = re.compile("(?<=\\w)['’ʼ](?=\\w)")


def known(tag: str) -> bool:
    return tag in _TABLES


def spelt(text: str, tag: str) -> str:
    """A text whose words can be looked up: Ukrainian has an apostrophe in “five”."""
    return _APOSTROPHES.sub("", text) if tag == "uk" else text


def number(word: str, tag: str) -> int | None:
    """The number that a word says; None for any other word."""
    table = _TABLES[tag]
    found = table.get(word)
    bare = _BARE.get(tag)
    return table.get(bare(word)) if found is None and bare else found
