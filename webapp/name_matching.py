"""Which place of a translation belongs to which mention of its source, and the text with every wrong name put right.

A concept's mentions and places are aligned from left to right, right names first;
a name that only a longer proper name of the source has (Xinjiang University) takes
its own place too, so that nobody puts another name into it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.designation import Concept, Designation
from webapp.name_places import Lexicon, Place
from webapp.naming import NamedSegment

_RIGHT, _RIGHT_OF_LONGER, _MISSPELT, _WRONG_OF_LONGER, _RIVAL = 10, 9, 5, 4, 3
"""What it is worth that a place belongs to a mention: the alignment with the greatest sum is taken."""

_SENTENCE_START = re.compile(r"(?:^|[.!?…؟]\s)\W*$")


@dataclass(frozen=True, slots=True)
class Want:
    """A name that should stand in the translation.

    `mention` is its number in the segment, -1 for one inside a longer proper name, which may
    stand and need not; `second` says that it is the one in brackets. `at` and `sent` are its
    place and form in the text that was sent, `bracketed` whether brackets are round it there.
    """

    mention: int
    row: Designation
    at: int
    sent: str
    second: bool = False
    plural: bool = False
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A name in its place in the final text; `was` is what stood there before and `what` what was wrong with it, "" where nothing was."""

    start: int
    end: int
    was: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A translation with its names put right: each found one by its want's number; `reversed` are names in another order than in the source."""

    text: str
    found: Mapping[int, Found]
    missing: tuple[int, ...]
    reversed: tuple[tuple[int, int], ...] = ()


def wanted(named: NamedSegment, concepts: Mapping[str, Concept]) -> tuple[Want, ...]:
    """The names that a segment's translation should have, in the order of the text that is sent."""
    wants: list[Want] = []
    for number, mention in enumerate(named.mentions):
        within = _bracketed(named.text, mention.sent_start)
        wants.append(Want(number, mention.shown, mention.sent_start, mention.sent, False, mention.plural, within))
        if mention.also:
            wants.append(Want(number, mention.also, mention.sent_end - 1, "", True, mention.plural, True))
    for concept in dict.fromkeys(mention.concept for mention in named.mentions):
        for row in concepts[concept].designations if concept in concepts else ():
            for english in (row.en, *row.en_variants):
                for match in re.finditer(rf"(?<!\w){re.escape(english)}(?!\w)", named.text):
                    if not any(m.sent_start < match.end() and match.start() < m.sent_end for m in named.mentions):
                        wants.append(Want(-1, row, match.start(), match[0]))
    return tuple(sorted(wants, key=lambda want: want.at))


def settle(text: str, wants: Sequence[Want], lexicon: Lexicon, source: str) -> Settled:
    """The text with each wanted name found or put right. `source` is the text that was sent."""
    order: dict[str, list[int]] = {}
    for number, want in enumerate(wants):
        order.setdefault(want.row.concept, []).append(number)
    places = {concept: _places(lexicon, concept, text) for concept in order}
    _separate(places, wants, lexicon.language)
    taken: dict[int, Place] = {}
    turned: list[tuple[int, int]] = []
    for concept, numbers in order.items():
        given = _align([wants[n] for n in numbers], places[concept], lexicon.language)
        _unturn(given, numbers, wants, text, source, lexicon.language, turned)
        taken |= {numbers[i]: place for i, place in given.items()}
    spans = [(place.start, place.end) for place in taken.values()] + [(p.start, p.end) for row in places.values() for p in row if not p.wrong]
    for number, want in enumerate(wants):
        if want.mention >= 0 and number not in taken and (near := lexicon.near(want.row, text, spans)):
            taken[number] = near
            spans.append((near.start, near.end))
    done, found = _written(text, wants, taken, lexicon)
    missing = tuple(n for n, want in enumerate(wants) if want.mention >= 0 and n not in found)
    return Settled(done, {n: item for n, item in found.items() if wants[n].mention >= 0}, missing, tuple(turned))


def _bracketed(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("(") > before.count(")")


def _places(lexicon: Lexicon, concept: str, text: str) -> list[Place]:
    known = lexicon.glossary.by_id.get(concept)
    return lexicon.places(known, text) if known else []


def _is_right(want: Want, place: Place, language: str) -> bool:
    same = place.row.name_id == want.row.name_id or place.name == want.row.name(language)
    return same and not place.wrong


def _separate(places: dict[str, list[Place]], wants: Sequence[Want], language: str) -> None:
    """Where names of two concepts stand over each other, leave the place to the one that is wanted there, else to the longer."""

    def rank(place: Place) -> tuple[bool, int]:
        right = any(_is_right(want, place, language) for want in wants if want.row.concept == place.row.concept)
        return (not right, place.start - place.end)

    free: list[Place] = []
    for place in sorted((place for row in places.values() for place in row), key=rank):
        if all(place.end <= other.start or other.end <= place.start for other in free):
            free.append(place)
    for concept, row in places.items():
        places[concept] = [place for place in row if place in free]


def _value(want: Want, place: Place, language: str) -> int:
    """What it is worth that `place` is `want`'s; 0 where it cannot be."""
    longer = want.mention < 0
    if _is_right(want, place, language):
        return _RIGHT_OF_LONGER if longer else _RIGHT
    if place.fixed:
        return 0
    own = place.wrong and place.row.name_id == want.row.name_id
    if longer:
        return _WRONG_OF_LONGER if own else 0
    return _MISSPELT if own else _RIVAL


def _align(wants: Sequence[Want], places: Sequence[Place], language: str) -> dict[int, Place]:
    """Wants and places matched in order, for the greatest value; what is over is then matched in any order, right names first."""
    best = [[0] * (len(places) + 1) for _ in range(len(wants) + 1)]
    for i in range(len(wants) - 1, -1, -1):
        for j in range(len(places) - 1, -1, -1):
            value = _value(wants[i], places[j], language)
            best[i][j] = max(best[i + 1][j], best[i][j + 1], value + best[i + 1][j + 1] if value else 0)
    given: dict[int, Place] = {}
    i = j = 0
    while i < len(wants) and j < len(places):
        value = _value(wants[i], places[j], language)
        if value and best[i][j] == value + best[i + 1][j + 1]:
            given[i] = places[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    for right in (True, False):
        for number, want in enumerate(wants):
            left = [place for place in places if place not in given.values() and _value(want, place, language)]
            fits = [place for place in left if _is_right(want, place, language) == right]
            if number not in given and fits and (right or want.mention >= 0):
                given[number] = fits[0]
    return given


def _unturn(
    given: dict[int, Place], numbers: Sequence[int], wants: Sequence[Want], text: str, source: str, language: str, turned: list[tuple[int, int]]
) -> None:
    """Two names of one concept in each other's places: turn them back where brackets or a stroke prove it, else remember them."""
    for i in range(len(numbers)):
        for k in range(i + 1, len(numbers)):
            if i not in given or k not in given or given[i].start < given[k].start:
                continue
            first, second = wants[numbers[i]], wants[numbers[k]]
            if first.row.name(language) == second.row.name(language) or -1 in (first.mention, second.mention):
                continue
            left, right = given[k], given[i]
            brackets = (first.bracketed, second.bracketed) == (_bracketed(text, left.start), _bracketed(text, right.start)) == (False, True)
            between = source[first.at + len(first.sent) : second.at]
            stroke = between.strip() == "/" == text[left.end : right.start].strip()
            if (brackets or stroke) and not left.fixed and not right.fixed:
                given[i], given[k] = left, right
            else:
                turned.append((numbers[i], numbers[k]))


def _written(text: str, wants: Sequence[Want], taken: Mapping[int, Place], lexicon: Lexicon) -> tuple[str, dict[int, Found]]:
    """The text with the right name in each place, and where each stands now."""
    edits: list[tuple[int, int, int, str, int, str, str]] = []

    def edit(start: int, end: int, rank: int, new: str, number: int = -1, was: str = "", what: str = "") -> None:
        edits.append((start, end, rank, new, number, was, what))

    for number, place in taken.items():
        want = wants[number]
        if want.mention < 0:
            continue
        if _is_right(want, place, lexicon.language):
            edit(place.start, place.end, 3, text[place.start : place.end], number)
        else:
            new = _shaped(lexicon.put(want.row, place.form, many=want.plural and place.what == "left in English"), text, place)
            others = [(other.start, other.end) for other in taken.values() if other is not place]
            start = _said_before(text, place.start, new, others)
            edit(start, place.end, 3, new, number, text[start : place.end], place.what or "another name of it stood here")
    for number, want in enumerate(wants):
        pair = number + 1 if not want.second else number - 1
        if number in taken or not 0 <= pair < len(wants) or wants[pair].mention != want.mention or want.mention < 0 or pair not in taken:
            continue
        place = taken[pair]
        name = lexicon.put(want.row, place.form)
        what = "the second name was put in brackets" if want.second else "the first name was put before the second"
        if want.second:
            edit(place.end, place.end, 0, " (")
            edit(place.end, place.end, 1, name, number, "", what)
            edit(place.end, place.end, 2, ")")
        else:
            inside = text[place.start - 1 : place.start] == "("
            at = place.start - inside
            edit(at, at, 0, _shaped(name, text, place), number, "", what)
            edit(at, at, 1, " " if inside else " (")
            if not inside:
                edit(place.end, place.end, 0, ")")
    parts: list[str] = []
    found: dict[int, Found] = {}
    done = length = 0
    for start, end, _, new, number, was, what in sorted(edits, key=lambda item: item[:3]):
        parts += [text[done:start], new]
        length += start - done
        if number >= 0:
            found[number] = Found(length, length + len(parts[-1]), was, what)
        length += len(parts[-1])
        done = end
    return "".join([*parts, text[done:]]), found


def _said_before(text: str, start: int, name: str, others: Sequence[tuple[int, int]]) -> int:
    """Where a name's place begins if its first words stand before it already: «1986 жылғы» before «желтоқсан оқиғасы»."""
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        first = " ".join(words[:count]) + " "
        begin = start - len(first)
        before = text[max(0, begin) : start].replace("\u00a0", " ")
        whole = begin >= 0 and not text[begin - 1 : begin].isalnum()
        if whole and before.casefold() == first.casefold() and not any(a < start and begin < b for a, b in others):
            return begin
    return start


def _shaped(name: str, text: str, place: Place) -> str:
    """The name in capitals where capitals stood (a headline), with a capital where a sentence begins."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) > 4 and all(letter.isupper() for letter in letters) and name.upper() != name.lower():
        return name.upper()
    opening = _SENTENCE_START.search(text[: place.start]) and place.form.text[:1].isupper()
    return name[:1].upper() + name[1:] if opening else name
