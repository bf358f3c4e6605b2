"""Numbers: every one that the English has stands in each translation, in figures or in words, and no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from corpus.rows import TRANSLATIONS, Row

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u202f,]\d{3})+(?!\d)")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")

MAGNITUDES: dict[str, tuple[tuple[str, int], ...]] = {
    "en": (("thousand", 10**3), ("million", 10**6), ("mln", 10**6), ("billion", 10**9), ("bln", 10**9), ("bn", 10**9), ("trillion", 10**12)),
    "kk": (("мың", 10**3), ("миллион", 10**6), ("млн", 10**6), ("миллиард", 10**9), ("млрд", 10**9), ("триллион", 10**12), ("трлн", 10**12)),
    "ru": (("тысяч", 10**3), ("тыс", 10**3), ("миллион", 10**6), ("млн", 10**6), ("миллиард", 10**9), ("млрд", 10**9), ("триллион", 10**12), ("трлн", 10**12)),
    "ug": (("مىڭ", 10**3), ("مىليون", 10**6), ("مىليارد", 10**9), ("تىرىليون", 10**12)),
}
"""How the words for a thousand and more begin; after a figure they multiply it (42 مىڭ is 42,000)."""


def _counted(*forms: str, start: int = 1, step: int = 1) -> dict[str, int]:
    """Words and what they count: the first `start`, each further `step` more; "|" parts forms of one."""
    return {form: start + step * place for place, group in enumerate(forms) for form in group.split("|")}


NUMBER_WORDS: dict[str, dict[str, int]] = {
    "en": {
        **_counted("one|first|single|once", "two|second|twice|both|couple|pair", *"three|third four|fourth|quarter five|fifth six|sixth seven|seventh eight|eighth nine|ninth ten|tenth|tens eleven|eleventh twelve|twelfth|dozen|dozens|noon thirteen|thirteenth fourteen|fourteenth fifteen|fifteenth sixteen|sixteenth seventeen|seventeenth eighteen|eighteenth nineteen|nineteenth".split()),
        **_counted(*"twenty|twentieth|twenties thirty|thirtieth|thirties forty|fortieth|forties fifty|fiftieth|fifties sixty|sixtieth|sixties seventy|seventieth|seventies eighty|eightieth|eighties ninety|ninetieth|nineties hundred|hundreds|hundredth|century|centuries".split(), start=20, step=10),
        **_counted(*"january february march april may june july august september october november december".split()),
        **dict.fromkeys(("thousand", "thousands", "thousandth"), 10**3), **dict.fromkeys(("million", "millions"), 10**6), "billion": 10**9,
    },
    "kk": {
        **_counted(*"бір екі үш төрт бес алты жеті сегіз тоғыз он".split()),
        **_counted(*"жиырма отыз қырық|қырқ елу алпыс жетпіс сексен тоқсан жүз".split(), start=20, step=10), "мың": 10**3, "миллион": 10**6,
    },
    "ru": {
        **_counted(*"одн|один|перв два|две|дву|втор|оба|обе три|трё|тре|трё четыр|четвер|четвёр пять|пяти|пят|пятер шест семь|семи|седьм|семер восем|восьм девят десят|десяти|десятер одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат".split()),
        **_counted(*"двадцат тридцат сорок пятьдесят|пятидесят шестьдесят|шестидесят семьдесят|семидесят восемьдесят|восьмидесят девяност сто|сот|стол".split(), start=20, step=10),
        **_counted(*"двести|двухсот триста|трёхсот|трехсот четыреста|четырёхсот пятьсот|пятисот шестьсот|шестисот семьсот|семисот восемьсот|восьмисот девятьсот|девятисот тысяч".split(), start=200, step=100), "миллион": 10**6,
    },
    "ug": {
        **_counted(*"بىر ئىككى|ئىككىن|قوش ئۈچ تۆت بەش ئالتە|ئالتى يەتتە|يەتتى سەككىز توققۇز ئون".split()),
        **_counted(*"يىگىرمە|يىگىرمى ئوتتۇز قىرىق|قىرق ئەللىك|ئەللىگ ئاتمىش يەتمىش سەكسەن توقسان يۈز".split(), start=20, step=10), "مىڭ": 10**3, "مىليون": 10**6,
    },
}
"""Numbers in words. Of the translations' words only the beginning is looked at (жетінші, семилетний)."""

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_STEMS = {language: sorted(NUMBER_WORDS[language], key=len, reverse=True) for language in TRANSLATIONS}
_MAGNITUDE = {
    language: re.compile(rf"[ \u00a0-]?({'|'.join(word for word, _ in table)})(?!(?:яч)?елет)\w*\.?") for language, table in MAGNITUDES.items()
}


def figures(text: str, language: str) -> Counter[Decimal]:
    """The numbers that stand in figures: grouping taken off, a decimal comma or point, magnitudes multiplied in.

    "2 مىليون 800 مىڭ" is one number. A time is one number too (23.47).
    """
    if not _DIGIT.search(text):
        return Counter()
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match.group()), text.translate(_DIGITS))
    found: list[Decimal] = []
    end, last = 0, 0
    for match in _FIGURE.finditer(text):
        after = _MAGNITUDE[language].match(text, match.end())
        factor = dict(MAGNITUDES[language])[after.group(1)] if after else 1
        value = Decimal(match.group().replace(",", ".")) * factor
        if found and last > value and not text[end : match.start()].strip():
            found[-1] += value
        else:
            found.append(value)
        end, last = (after or match).end(), factor
    return Counter(found)


def magnitudes(text: str, language: str) -> set[int]:
    """What the words after figures multiply by: 1,000 for "42 مىڭ"."""
    return {dict(MAGNITUDES[language])[match.group(1)] for match in _MAGNITUDE[language].finditer(text) if text[: match.start()][-1:].isdigit()}


@cache
def _value(word: str, language: str) -> int:
    """What a word counts, 0 if nothing."""
    if language == "en":
        return NUMBER_WORDS["en"].get(word, 0)
    return next((NUMBER_WORDS[language][stem] for stem in _STEMS[language] if word.startswith(stem)), 0)


def written_out(text: str, language: str) -> set[Decimal]:
    """Every number that stands in words or Roman figures, parts and wholes: "fifty-one" gives 50, 1, 51."""
    found: set[int] = set()
    total = part = 0
    for word in re.findall(r"[^\W_]+", text.lower()):
        value = _value(word, language)
        if not value:
            if word != "and":
                total = part = 0
            continue
        if value >= 1000:
            total, part = total + (part or 1) * value, 0
        elif value == 100:
            part = (part or 1) * 100
        else:
            if part % (10 if value < 10 else 100):
                total = part = 0
            part += value
        found |= {value, total + part}
    for roman in re.findall(r"\b[IVXLC]+\b", text):
        digits = [_ROMAN[letter] for letter in roman]
        found.add(sum(-d if d < max(digits[place:]) else d for place, d in enumerate(digits)))
    return {Decimal(number) for number in found}


def _pieces(numbers: Counter[Decimal]) -> Counter[int]:
    """The numbers with their points taken as spaces: 6.15 is 6 and 15, as in a time of day."""
    return Counter(int(piece) for number in numbers.elements() for piece in f"{number:f}".split("."))


def numbers(row: Row) -> Iterator[str]:
    """Figures that one cell has and the other has neither in figures nor in words.

    The clock may be of twelve hours in one and of twenty-four in the other.
    """
    source = figures(row["en"], "en")
    for language in row.translations:
        if source == figures(row[language], language):
            continue
        spoken, said = written_out(row["en"], "en"), written_out(row[language], language)
        target = figures(row[language], language)
        lost = Counter({n: count for n, count in (source - target).items() if n not in said and n != 1})  # 1 in 5: каждый 5-й
        added = Counter({n: count for n, count in (target - source).items() if n not in spoken})
        _drop_elliptical(lost, added, magnitudes(row["en"], "en"))
        _drop_elliptical(added, lost, magnitudes(row[language], language))
        left, right = _drop_times(_pieces(lost), _pieces(added))
        if left or right:
            yield f"{language} figures differ: English has {_listed(left)}, {language} {_listed(right)}"


def _drop_elliptical(short: Counter[Decimal], full: Counter[Decimal], factors: set[int]) -> None:
    """Take away 40 on one side and 40 million on the other where the first cell says "from 40 to 95 million"."""
    for number in list(short):
        for factor in factors:
            if short[number] and full[number * factor]:
                short[number] -= 1
                full[number * factor] -= 1


def _drop_times(lost: Counter[int], added: Counter[int]) -> tuple[Counter[int], Counter[int]]:
    """Take away equal pieces, and hours that the English counts to twelve and the translation to twenty-four."""
    lost, added = lost - added, added - lost
    clock = [hour for hour in lost if hour <= 12 and added[hour + 12]]
    added -= Counter([hour + 12 for hour in clock] + ([0] if clock else []))
    return lost - Counter(clock), added


def _listed(numbers: Counter[int]) -> str:
    """Numbers for a message."""
    return ", ".join(str(number) for number in sorted(numbers.elements())) or "no other"
