"""Numbers and days that people write in words, or with words between: “06 puis douze, 34 …”, “born the third of April”.

1. A text is read word by word: figures, numbers in words, months, and the little words that join them. What follows one another of these is a *run*.
2. A run is a day where it has a month and two numbers more, or where a word of birth stands before it.
3. It is a number where it begins with zero and has eight figures, or has five numbers in words: nothing else that is said to a counter has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from livret.voice.searched import folded

# As they stand in what is searched; of every language of those who write, for nobody says in which a message is.
_UNITS = """
zero un une deux trois quatre cinq six sept huit neuf premier premiere
oh one two three four five six seven eight nine first second third fourth fifth sixth seventh eighth ninth
صفر واحد واحدة اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثمان تسعة تسع الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع
یک دو سه چهار پنج شش هفت هشت نه اول دوم سوم یو دوه درې څلور پنځه شپږ اووه اته نهه
нуль один одна два дві три чотири п'ять шість сім вісім дев'ять першого другого третього ноль две четыре пять шесть семь восемь девять первого второго третьего
nje dy tre kater pese gjashte shtate tete nente ნული ერთი ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა
um uma dois duas tres quatro cinco seis sete oito nove primeiro cero uno una dos cuatro siete ocho nueve primero
ባዶ ሓደ ክልተ ሰለስተ ኣርባዕተ ሓሙሽተ ሽዱሽተ ሸውዓተ ሸሞንተ ትሽዓተ
"""
_MORE = """
dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante septante huitante nonante cent cents mille mil
ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
عشرة عشر عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئة مائة ألف ألفين العاشر
ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده هژده نوزده نزده بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد هزار لس شل دېرش څلوېښت
десять одинадцять дванадцять двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто сто тисяча
одиннадцать двенадцать двадцать тридцать пятьдесят шестьдесят семьдесят восемьдесят девяносто тысяча
dhjete njezet tridhjete dyzet pesedhjete gjashtedhjete shtatedhjete tetedhjete nentedhjete qind mije ათი ოცი ოცდაათი ორმოცი სამოცი ოთხმოცი ასი ათასი
dez onze doze treze catorze quinze vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem cento
diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento
ዓሰርተ ዕስራ ሰላሳ ኣርብዓ ሓምሳ ሱሳ ሰብዓ ሰማንያ ተስዓ ሚእቲ ሽሕ
"""
_ZERO = frozenset(map(folded, ["zero", "oh", "o", "صفر", "нуль", "ноль", "ნული", "cero", "ባዶ"]))
# Beside those of CLDR: the months of other calendars, and other names of the same.
_MONTHS = """
حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب
فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين
جانفي فيفري أفريل ماي جوان جويلية أوت መስከረም ጥቅምቲ ሕዳር ታሕሳስ ጥሪ ለካቲት መጋቢት ሚያዝያ ግንቦት ሰነ ሓምለ ነሓሰ
hamal sawr jawza saratan asad sonbola mizan aqrab qaws jadi dalwa hut
"""
_JOINING = """
et puis apres le la l du de d en in the of and then on on's و ثم من في شهر سنة عام يوم د ماه سال روز і та потім року и потом года року
dhe pastaj me i და შემდეგ e y del em depois luego no ን ዓመተ
"""
_BIRTH = """
né née nés naissance born birth dob ddn مولود مواليد مولودة ولدت ولد متولد تولد زیږېدلی زیږېدلې
народився народилася народження народжений родился родилась рождения lindur linda lindjes datelindja
დავიბადე დაბადების დაბადებული nasci nascido nascida nascimento nacido nacida naci nacimiento ተወሊደ ተወሊዳ ልደት
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(map(folded, words.split()))


_ONE, _TWO, _OTHER_MONTHS, _JOIN, _BORN = map(_set, (_UNITS, _MORE, _MONTHS, _JOINING, _BIRTH))
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_BETWEEN = re.compile(r"[^\w\n;!?]{0,4}|_|[^\w\n]{0,2}_[^\w\n]{0,2}")
FIGURES = re.compile(
    r"[+(]{0,2}\d(?:[\s().+/–-]{0,3}\d){5,}"
)  # six and more, with nothing between that is read: of a phone, a file, a card
_FIGURES = re.compile(r"(\d+)(?:er|ere|e|eme|st|nd|rd|th|го|é)?")
_CLOCK = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-4])[:h][0-5]\d(?![\d:])")
_YEAR, _SHORT_YEAR = 4, 2
_LONGEST, _SPELLED = 8, 5  # figures of a number that begins with zero; numbers in words


class Word(NamedTuple):
    """A word of a run. `kind` is `number`, `month` or `join`; `figures` are those of a number, or as many signs as it would have."""

    start: int
    end: int
    kind: str
    figures: str = ""
    zero: bool = False


class Run(NamedTuple):
    """Words one after another, without those that join nothing; whether a word of birth stands before them."""

    words: tuple[Word, ...]
    born: bool

    @property
    def numbers(self) -> list[Word]:
        return [word for word in self.words if word.kind == "number"]


def spelled(text: str, months: Collection[str], public: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Where a day or a number stands in a text as it is searched, and which it is. `public` are short numbers that everybody may know."""
    for run in _stretches(_CLOCK.sub(lambda time: "x" * len(time[0]), text), frozenset((*months, *_OTHER_MONTHS))):
        start, end = run.words[0].start, run.words[-1].end
        if _is_day(run):
            yield start, _end_of_day(run), "date"
        elif _is_number(run, public) and not _is_plain(run, text[start:end]):
            yield start, end, "number"


def _is_day(run: Run) -> bool:
    """A year is four figures, two right behind the month, or words behind it."""
    month = next((at for at, word in enumerate(run.words) if word.kind == "month"), None)
    if month is None or run.born:
        return run.born and any(word.kind == "month" or word.figures.isdecimal() for word in run.words)
    behind = run.words[month + 1 :]
    short = bool(behind) and len(behind[0].figures) == _SHORT_YEAR and behind[0].figures.isdecimal()
    in_words = sum(word.kind == "number" and not word.figures.isdecimal() for word in behind) > 1
    year = any(len(word.figures) == _YEAR for word in run.numbers)
    return len(run.numbers) > 1 and (year or short or in_words)


def _end_of_day(run: Run) -> int:
    """A day ends with its year, where that stands behind."""
    year = next((word for word in run.words[2:] if word.figures.isdecimal() and len(word.figures) == _YEAR), run.words[-1])
    return year.end


def _is_plain(run: Run, written: str) -> bool:
    """Whether all of it is found as figures alone: which of them everybody may know is asked of each."""
    return all(word.figures.isdecimal() for word in run.numbers) and not any(map(str.isdecimal, FIGURES.sub("", written)))


def _is_number(run: Run, public: Collection[str]) -> bool:
    numbers = run.numbers
    unknown = sum(len(word.figures) for word in numbers if word.figures not in public)
    in_words = sum(not word.figures.isdecimal() for word in numbers)
    return bool(numbers) and ((numbers[0].zero and unknown >= _LONGEST) or in_words >= _SPELLED)


def _stretches(text: str, months: Collection[str]) -> Iterator[Run]:
    found: list[Word] = []
    before, end, born = "", 0, False
    for each in _WORD.finditer(text):
        word = _read(each, months)
        if found and not (word and _BETWEEN.fullmatch(text, end, each.start())):
            yield from _trimmed(found, born=born)
            found = []
        if word:
            born = born if found else before in _BORN
            found.append(word)
        before, end = each[0], each.end()
    yield from _trimmed(found, born=born)


def _trimmed(words: list[Word], *, born: bool) -> Iterator[Run]:
    at = [number for number, word in enumerate(words) if word.kind != "join"]
    if at:
        yield Run(tuple(words[at[0] : at[-1] + 1]), born)


def _read(word: re.Match[str], months: Collection[str]) -> Word | None:
    """What a word is, if it can be in a run. In Arabic “and” is written with the word behind it."""
    said = word[0]
    place = word.span()
    if said in _BORN:
        return None
    if found := _FIGURES.fullmatch(said):
        return Word(*place, "number", found[1], found[1].startswith("0"))
    if said in months:
        return Word(*place, "month")
    for each in (said, said[1:]) if said.startswith("و") else (said,):
        if each in _ONE or each in _TWO:
            return Word(*place, "number", "x" if each in _ONE else "xx", each in _ZERO)
    return Word(*place, "join") if said in _JOIN else None
