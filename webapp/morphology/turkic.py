"""What Kazakh and Uyghur names share: endings follow one another like beads on a string.

A form is a stem and one ending from each of ten slots, most of them empty:

    stem · word-forming · number · possessor · case · relative · its number, possessor, case ·
    copula · particle          Шыңжаң-дық-тар-дың, Шыңжаң-дағы-лар-ға, Шыңжаң-да-мыз

The order is that of every Turkic grammar (Johanson & Csató, *The Turkic Languages*, 1998).
A language module gives the endings as `Slot` tables and says, in `Grammar.join`, how an ending
is spelled after a given stem. Generation walks the slots once; recognition walks them looking
for a spelling, dropping a path as soon as it parts from the word, so nothing is enumerated.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from webapp.morphology.form import (
    ENDS,
    LETTER,
    QUOTES,
    Features,
    Form,
    may_hold,
    phrase,
    same_but_first,
)

UNMARKED = frozenset({("Case", "Nom"), ("Number", "Sing")})
"""Values that no ending expresses: asking for them changes nothing."""

RELATIVES = ("DAGY", "NIKI")
"""-дағы/-دىكى "that which is at" and -нікі/-نىڭكى "that of": after them a noun begins anew."""

_LONGEST = 3
"""How many endings the forms that `forms` lists have at most; `find` takes longer chains too."""

_MUTABLE = 3
"""How many letters at a stem's end an ending may change (vowel raised or dropped, soft sign)."""


@dataclass(frozen=True)
class Slot:
    """The endings of which a form takes at most one: value to shape, in archiphonemes."""

    feature: str
    endings: Mapping[str, str]


@dataclass(frozen=True)
class Stem:
    """A name's last word, or what is built on it so far, with what decides the next ending."""

    text: str
    front: bool
    sound: str
    """The letter that the next consonant assimilates to: the last, or as one reads it."""
    traits: frozenset[str] = frozenset()
    """`possessed`: ends in a possessor's ending; `loan`, `raise`, …: see the language's module."""
    bare: str = ""
    """Of a possessed stem: the noun without the possessor's ending, if it is known (облыс)."""
    derives: tuple[str, ...] = (*RELATIVES, "DAI")
    """Of a possessed stem: the derivations that it takes."""
    link: str = ""
    """What joins the first ending: a hyphen after an abbreviation, a space, or nothing."""

    def has(self, trait: str) -> bool:
        """Whether the stem has this trait."""
        return trait in self.traits


class Grammar(ABC):
    """What a Turkic language must say about itself."""

    slots: tuple[Slot, ...]

    @abstractmethod
    def stems(self, word: str, grammar: str, last_of_many: bool) -> tuple[Stem, ...]:
        """The ways to inflect `word`, the preferred one first; the others are only recognised."""

    @abstractmethod
    def join(self, stem: Stem, slot: Slot, value: str, chosen: Features) -> Stem:
        """The stem with this slot's ending for `value`, after the endings `chosen` before it."""


def split(name: str) -> tuple[str, str, str]:
    """What stands before the word that inflects, that word, and a closing quotation mark."""
    body = name.rstrip(QUOTES)
    before, gap, word = body.rpartition(" ")
    bare = word.lstrip(QUOTES)
    return before + gap + word[: len(word) - len(bare)], bare, name[len(body) :]


def _fits(slot: Slot, value: str, stem: Stem, chosen: Mapping[str, str]) -> bool:
    """Whether the ending can follow: no second possessor, nothing relative without its head."""
    feature = slot.feature
    relative = any(kind in chosen for kind in RELATIVES)
    if stem.has("possessed") and not relative:
        if feature == "Number":
            return bool(stem.bare)
        return feature in ("Case", "Cop", "Part") or value in stem.derives
    if feature.endswith("[rel]"):
        return relative
    if value in (*RELATIVES, "DAI"):
        return "Case" not in chosen
    return True


def _order(features: Features) -> dict[str, str]:
    """The features without unmarked ones; a comma-joined Deriv spread into one entry each."""
    wanted = {key: value for key, value in features.items() if (key, value) not in UNMARKED}
    derived = [value for value in wanted.pop("Deriv", "").split(",") if value]
    wanted |= {value: value for value in derived}
    if "DAGY" in wanted and wanted.get("Case") == "Loc":
        del wanted["Case"]
    return wanted


def generate(language: Grammar, name: str, features: Features, grammar: str) -> str:
    """One form of `name`; ValueError if the language has no such ending or it cannot stand here."""
    before, word, closing = split(name)
    stem = language.stems(word, grammar, bool(before.strip(QUOTES + " ")))[0]
    wanted, chosen = _order(features), dict[str, str]()
    for slot in language.slots:
        for value in slot.endings:
            key = value if slot.feature == "Deriv" else slot.feature
            if wanted.get(key) == value and _fits(slot, value, stem, chosen):
                stem = language.join(stem, slot, value, chosen)
                chosen[key] = value
                del wanted[key]
                break
    if wanted:
        raise ValueError(f"{name!r} has no form with {dict(wanted)} (asked for {dict(features)})")
    return before + stem.text + closing


def _features(chosen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The features of a finished form, derivations gathered under Deriv."""
    derived = ",".join(value for key, value in chosen.items() if key == value)
    plain = tuple((key, value) for key, value in chosen.items() if key != value)
    if not any(key in ("Case", "Case[rel]") for key in chosen) and not derived:
        plain = (*plain, ("Case", "Nom")) if "Cop" not in chosen else plain
    return (*((("Deriv", derived),) if derived else ()), *plain)


def _walk(
    language: Grammar, stem: Stem, slots: tuple[Slot, ...], chosen: dict[str, str], word: str | None
) -> Iterator[tuple[str, dict[str, str]]]:
    """Every form from here on whose spelling agrees with `word`; with None, every form."""
    if word is None or same_but_first(stem.text, word):
        yield stem.text, chosen
    if word is None and len(chosen) == _LONGEST:
        return
    for position, slot in enumerate(slots):
        for value in slot.endings:
            if not _fits(slot, value, stem, chosen):
                continue
            longer = language.join(stem, slot, value, chosen)
            if word is not None and not _agrees(longer.text, word):
                continue
            key = value if slot.feature == "Deriv" else slot.feature
            yield from _walk(language, longer, slots[position + 1 :], {**chosen, key: value}, word)


def _agrees(text: str, word: str) -> bool:
    """Whether `word` may still come of `text`, whose last letters the next ending may change."""
    settled = text[:-_MUTABLE]
    return same_but_first(settled, word[: len(settled)]) and len(text) <= len(word) + 1


@lru_cache(maxsize=4096)
def analyse(language: Grammar, name: str, text: str, grammar: str) -> Form | None:
    """What form of the name's last word `text` is, or None; the shortest chain wins."""
    before, word, _ = split(name)
    for stem in language.stems(word, grammar, bool(before.strip(QUOTES + " "))):
        found = [chosen for _, chosen in _walk(language, stem, language.slots, {}, text)]
        if found:
            return Form(text, _features(min(found, key=len)))
    return None


@lru_cache(maxsize=512)
def forms(language: Grammar, name: str, grammar: str) -> tuple[Form, ...]:
    """The name's forms without copulas and particles: nominative first, no spelling twice."""
    before, word, closing = split(name)
    slots = tuple(slot for slot in language.slots if slot.feature not in ("Cop", "Part"))
    seen: dict[str, Form] = {}
    for stem in language.stems(word, grammar, bool(before.strip(QUOTES + " "))):
        for text, chosen in _walk(language, stem, slots, {}, None):
            whole = before + text + closing
            if whole not in seen:
                seen[whole] = Form(whole, _features(chosen))
    return tuple(seen.values())


@lru_cache(maxsize=2048)
def pattern(name: str, link: str) -> re.Pattern[str]:
    """The name up to where endings may change it, then any letters: what is worth analysing."""
    before, word, _ = split(name)
    kept = word if link else word[: max(1, len(word) - _MUTABLE)]
    tail = rf"(?P<tail>{LETTER}*(?:-{LETTER}+)*)"
    if link == " ":
        tail = rf"(?P<tail>(?: ?{LETTER}+)?)"
    if link == "-":
        tail = rf"(?P<tail>(?:-{LETTER}+)*)"
    return re.compile(rf"(?P<stem>{phrase(before + kept)}){tail}{ENDS}")


@lru_cache(maxsize=4096)
def _parts(language: Grammar, name: str, grammar: str) -> tuple[str, str, str, str]:
    """What `split` says of a name, and what stands between its last word and an ending."""
    before, word, closing = split(name)
    return before, word, closing, language.stems(word, grammar, bool(before.strip(QUOTES + " ")))[0].link


def find(language: Grammar, name: str, text: str, grammar: str) -> list[tuple[int, int, Form]]:
    """Every form of the name that stands in `text` as a word: start, end, form."""
    before, word, closing, link = _parts(language, name, grammar)
    kept = word if link else word[: max(1, len(word) - _MUTABLE)]
    if not may_hold(text, before + kept):
        return []
    found = []
    for match in pattern(name, link).finditer(text):
        tail = match["tail"]
        # The ending of a Latin word stands apart, but many write it on to it.
        last_word = word[: len(kept)] + (link if link == " " and tail[:1] not in ("", " ") else "") + tail
        form = analyse(language, name, last_word, grammar)
        end = match.end()
        if form is None and link == " ":
            form, end = analyse(language, name, word, grammar), match.end("stem")
        if form is None:
            continue
        if closing and text.startswith(closing, end):
            end += len(closing)
        found.append((match.start(), end, replace(form, text=text[match.start() : end])))
    return found
