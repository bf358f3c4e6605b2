"""What a reader should know about a sentence's translation: Findings, found without understanding either language.

Each check is a function from (source text, translated text, target language) to
findings; numbers come first, then `CHECKS` in their order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from webapp.document import Finding
from webapp.languages import LANGUAGES

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’]+")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w+")
_STUTTER = re.compile(r"([^\W\d_]{1,3}?)\1{3,}")
"""Letters that stand four times or more in a row inside a word, as they do where a model is at a loss: ШҰҰҰҰҰ, қоқоқоқо."""

MESSAGES = {
    "numbers-lost": "Numbers of the source are missing here: {0}.",
    "numbers-invented": "Numbers stand here that the source does not have: {0}.",
    "repetition": "Words repeat here, which the source does not ask for: “{0}”.",
    "retried": "The first attempt repeated itself; this is a second one.",
    "too-short": "This is much shorter than the source: something may be missing.",
    "too-long": "This is much longer than the source: something may have been added.",
    "latin-left": "Words were left untranslated: {0}.",
    "wrong-script": "Part of this is not in the script of the language: “{0}”.",
    "marks-unpaired": "Quotation marks or brackets do not pair here: see in the source where they open and close.",
    "person-invented": "A person is named here whom the source does not name: {0}.",
    "not-translated": "This sentence could not be translated; the source is shown.",
    "name-missing": "The name {0} should stand here and was not found: {1}.",
    "name-repaired": "The name {0} was put right here ({1}).",
    "name-order": "These names stand in another order than in the source: {0}.",
    "name-rival": "Another name, {0}, stands here unasked; the source says {1}.",
}
"""The English sentence of each finding's code; the interface catalogues hold the others."""


def finding(code: str, *values: str) -> Finding:
    """A Finding with its English message filled in."""
    return Finding(code, MESSAGES[code].format(*values), values)


def numbers(text: str) -> Counter[str]:
    """The numbers of a text, as "1200" or "3.5" however they were grouped and whatever the digits."""
    text = text.translate(_DIGITS)
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    return Counter(match.replace(",", ".") for match in _NUMBER.findall(text))


def check_numbers(source: str, text: str, target: str) -> list[Finding]:
    """Numbers lost or invented; each number is compared as often as it stands."""
    there, here = numbers(source), numbers(text)
    lost, new = there - here, here - there
    found = []
    if lost:
        found.append(finding("numbers-lost", ", ".join(lost)))
    if new:
        found.append(finding("numbers-invented", ", ".join(new)))
    return found


def repeated(text: str) -> str:
    """The letters, word or phrase (up to 4 words) that stand too often in a row, or a longer phrase that stands twice; else ""."""
    if stutter := _STUTTER.search(text.casefold()):
        return stutter[0]
    words = _WORD.findall(text.casefold())
    for size in range(1, 9):
        for start in range(len(words) - 2 * size + 1):
            phrase = words[start : start + size]
            times = 1
            while words[start + times * size : start + (times + 1) * size] == phrase:
                times += 1
            if times >= (3 if size < 3 else 2):
                return " ".join(phrase)
    trigrams = Counter(zip(words, words[1:], words[2:], strict=False))
    phrase3, times = trigrams.most_common(1)[0] if trigrams else ((), 0)
    return " ".join(phrase3) if times >= 3 else ""


def check_repetition(source: str, text: str, target: str) -> list[Finding]:
    """A loop in the translation, unless the source itself repeats."""
    phrase = repeated(text)
    return [finding("repetition", phrase)] if phrase and not repeated(source) else []


LENGTH_RATIO = {"kk": 1.0, "ru": 1.07, "ug": 1.05}
"""Mean characters of translation per character of English, measured on the seed corpus."""


def check_length(source: str, text: str, target: str) -> list[Finding]:
    """Under 0.45 or over 2 times the length to be expected, for sentences of 40 characters or more."""
    expected = len(source) * LENGTH_RATIO.get(target, 1.0)
    if len(source) >= 40 and len(text) < 0.45 * expected:
        return [finding("too-short")]
    if len(text) > 2 * expected + 20:
        return [finding("too-long")]
    return []


def check_latin(source: str, text: str, target: str) -> list[Finding]:
    """English words left standing: in Latin letters, and not a name or abbreviation of the source."""
    names = {word for word in _LATIN.findall(source) if not word.islower()}
    left = [word for word in _LATIN.findall(text) if word not in names]
    return [finding("latin-left", ", ".join(dict.fromkeys(left)))] if left else []


def check_script(source: str, text: str, target: str) -> list[Finding]:
    """Letters that are neither of the target's script nor Latin."""
    own = re.compile(f"[{LANGUAGES[target].letters}]")
    wrong = [word for word in _WORD.findall(text) if any(_LETTER.match(c) and not own.match(c) and not _LATIN.match(c + "a") for c in word)]
    return [finding("wrong-script", " ".join(wrong[:5]))] if wrong else []


_CLOSES = {"»": "«", ")": "(", "]": "[", "”": "“"}


def paired(text: str) -> bool:
    """Whether every quotation mark and bracket that opens closes, and the other way round; straight marks come in twos.

    „…“, which has the English opening mark at its end, is read as a pair of its own.
    """
    open_: list[str] = []
    for mark in re.sub("„([^„“”]*)“", r"\1", text):
        if mark in _CLOSES.values():
            open_.append(mark)
        elif mark in _CLOSES and (not open_ or open_.pop() != _CLOSES[mark]):
            return False
    return not open_ and text.count('"') % 2 == 0


def check_marks(source: str, text: str, target: str) -> list[Finding]:
    """Quotation marks or brackets without a partner, where the source has them in pairs; a quotation may run through sentences."""
    return [finding("marks-unpaired")] if paired(source) and not paired(text) else []


_PERSON = {
    "kk": re.compile(r"\b[А-ЯӘҒҚҢӨҰҮІҺЁ][\w’-]+ [А-ЯӘҒҚҢӨҰҮІҺЁ]\w{2,}(?:[оеё]ва?|ұлы|қызы)(?:[тднғқгкпмб]\w{1,3})?\b"),
}
"""A given name and a surname in -ов, -ев, -ұлы or -қызы, with an ending or none. Kazakh alone: its training text has headlines that
name an office, and translations that name who held it."""
ENGLISH_SURNAME = re.compile(r"[a-z]{2}(?:[oe](?:v|va|ff)|uly|kyzy|qyzy)\b", re.IGNORECASE)
"""How such a surname ends in English, in any capitals."""


def check_persons(source: str, text: str, target: str) -> list[Finding]:
    """A person whom the source does not name: a model may put one beside an office that it has learnt with a name."""
    named = _PERSON[target].search(text) if target in _PERSON and not ENGLISH_SURNAME.search(source) else None
    return [finding("person-invented", named[0])] if named else []


CHECKS: tuple[Callable[[str, str, str], list[Finding]], ...] = (
    check_repetition,
    check_length,
    check_latin,
    check_script,
    check_marks,
    check_persons,
)


def check(source: str, text: str, target: str, names: Iterable[tuple[str, str]] = ()) -> tuple[Finding, ...]:
    """Every finding about one sentence's translation into `target`.

    `names` are (in the source, in the translation): their numbers are their own, since one
    language names a day by its date and another by what happened on it.
    """
    bare_source, bare_text = source, text
    for written, stands in names:
        bare_source, bare_text = bare_source.replace(written, " ", 1), bare_text.replace(stands, " ", 1)
    others = (found for one in CHECKS for found in one(source, text, target))
    return (*check_numbers(bare_source, bare_text, target), *others)
