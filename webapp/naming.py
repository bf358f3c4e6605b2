"""The naming policy: which of its names each mention gets, and the text that goes to the engine.

A place has several names, and which one is used is a statement; so the default
changes nothing, and no policy changes what somebody said, a sentence that is
about the names themselves, or part of a longer name. A pure function: the same
segments, glossary, policy and date always give the same plan. What each policy
does with a name of each status stands in one table, `_WANTED`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from webapp.document import Segment
from webapp.english import indefinite, plural, possessive_after, shaped_like, takes_the
from webapp.glossary import Concept, Designation, Glossary, Match
from webapp.quotation import Span, quoted_in


class Policy(StrEnum):
    """The five naming policies."""

    AS_WRITTEN = "as-written"
    COMMUNITY = "community"
    OFFICIAL = "official"
    CURRENT = "current"
    BOTH = "both"


QUOTED = "stands in quotation marks, so it stays as said"
CONTRASTED = "the sentence names it by two of its names, so it stays as written"
NAMED = "the sentence is about the name itself, so it stays as written"
WHY: Mapping[Policy, str] = MappingProxyType(
    {
        Policy.AS_WRITTEN: "",
        Policy.COMMUNITY: "naming policy “community”: the name that the people of the place use",
        Policy.OFFICIAL: "naming policy “official”: the name that was official on the article's date",
        Policy.CURRENT: "naming policy “current”: today's name",
        Policy.BOTH: "naming policy “both”: the other name follows at the first mention",
    }
)
"""Why a mention is shown otherwise than written, in English."""


@dataclass(frozen=True, slots=True)
class PlannedMention:
    """A name in a segment and the one it gets.

    `written` is the author's form (plural, capitals; without a possessive ending) at
    `start`–`end` of the source segment; `named` the designation it is. `shown` is the
    designation asked for and `also` the one that follows in brackets, or None.
    `sent` is the form in the text for the engine, at `sent_start`–`sent_end`, brackets
    included. `why` says why it was changed, or why not although the policy would.
    """

    concept: str
    written: str
    named: Designation
    shown: Designation
    also: Designation | None
    start: int
    end: int
    sent: str
    sent_start: int
    sent_end: int
    plural: bool = False
    possessive: str = ""
    why: str = ""

    @property
    def changed(self) -> bool:
        """Whether another name, or a second one, stands than the author wrote."""
        return self.shown.en != self.named.en or self.also is not None


@dataclass(frozen=True, slots=True)
class NamedSegment:
    """A segment's index, the text to send to the engine, and its mentions in order."""

    index: int
    text: str
    mentions: tuple[PlannedMention, ...] = ()


_Choice = tuple[Designation, Designation | None]
_SWAPPED = {
    Policy.COMMUNITY: frozenset({"official", "former", "historical"}),
    Policy.OFFICIAL: frozenset({"community", "neutral", "disputed", "official", "former", "historical"}),
    Policy.CURRENT: frozenset({"former", "historical"}),
}
_OFFICIAL = frozenset({"official", "former"})
_BEFORE = re.compile(
    r"(?:\b(?:re)?named|\bcalled|\bknown as|\bknown (?:\w+ ){1,3}as|\b(?:re)?christened|\bdubbed|\bterms?|\bnames?"
    r"|\bwords?|\bspell(?:ed|ing)|\bformerly|\bso-called|\brefer(?:s|red)? to (?:\w+ ){1,3}as|\btermed|\blabell?ed|\bpreviously|\bofficially"
    r"|[(,—–] ?(?:now|then|once|today|also|later|earlier))(?: as| the| a| an| of| its| back to| to)?\s*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(an?|the)([ \u00a0]+)$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s|\n)\W*$")
_NEEDS_THE = re.compile(
    r"\b(?:in|of|to|from|for|with|by|at|on|under|and|through|across|into|about|against|join|joined)\s$", re.IGNORECASE
)


def plan(
    segments: Sequence[Segment],
    glossary: Glossary,
    policy: Policy | str = Policy.AS_WRITTEN,
    date: str = "",
    quoted_blocks: Iterable[int] = (),
    *,
    respell: bool = False,
) -> tuple[NamedSegment, ...]:
    """Apply a naming policy to an article.

    `segments` are those of one document, in order; `date` is the article's own (ISO
    8601) or ""; `quoted_blocks` are the indexes of blocks that are quotations as a
    whole. Gives one NamedSegment for each segment. Without a date `official` leaves a
    name that was official at any time, and takes today's for the others. With
    `respell` a variant spelling (Uighur, Sinkiang) is sent to the engine in the
    glossary's own; no name is changed by it. Raises ValueError for a policy that
    does not exist.
    """
    chosen = Policy(policy)
    introduced: set[str] = set()
    result: list[NamedSegment] = []
    for segment, quotations in zip(segments, quoted_in(segments, quoted_blocks), strict=True):
        result.append(_named(segment, glossary, chosen, date, quotations, introduced, respell))
    return tuple(result)


def _named(
    segment: Segment,
    glossary: Glossary,
    policy: Policy,
    date: str,
    quotations: Sequence[Span],
    introduced: set[str],
    respell: bool,
) -> NamedSegment:
    text = segment.text
    matches = glossary.find(text) if text else ()
    contrasted = _contrasted(matches)
    if policy is Policy.BOTH:
        introduced |= contrasted
    parts: list[str] = []
    mentions: list[PlannedMention] = []
    done = length = 0
    for match in matches:
        concept = glossary.by_id[match.concept]
        shown, also = _WANTED[policy](match.designation, concept, date)
        why = WHY[policy]
        wanted = shown.en != match.designation.en or also is not None
        stays = _reason_to_stay(text, match, quotations, contrasted)
        if not wanted:
            shown, also, why = match.designation, None, ""
        elif stays:
            shown, also, why = match.designation, None, stays
        elif also and concept.id in introduced:
            also, why = None, ""
        elif also:
            introduced.add(concept.id)
        start, new, lead = _edit(text, match, shown, also, respell)
        tail = possessive_after(new, match.possessive) if shown.en != match.designation.en else ""
        end = match.end + (len(match.possessive) if tail or also else 0)
        parts += [text[done:start], new + tail]
        length += start - done
        sent = new[lead:]
        mentions.append(
            PlannedMention(
                match.concept, match.written, match.designation, shown, also, match.start, match.end,
                sent, length + lead, length + lead + len(sent), match.plural, match.possessive, why,
            )
        )  # fmt: skip
        length += len(new + tail)
        done = end
    return NamedSegment(segment.index, "".join([*parts, text[done:]]), tuple(mentions))


def _contrasted(matches: Iterable[Match]) -> frozenset[str]:
    """Concepts that one sentence names by two different names."""
    names: dict[str, set[str]] = {}
    for match in matches:
        names.setdefault(match.concept, set()).add(match.designation.en)
    return frozenset(concept for concept, used in names.items() if len(used) > 1)


def _reason_to_stay(text: str, match: Match, quotations: Iterable[Span], contrasted: frozenset[str]) -> str:
    if any(start < match.end and match.start < end for start, end in quotations):
        return QUOTED
    if match.concept in contrasted:
        return CONTRASTED
    return NAMED if _BEFORE.search(text, max(0, match.start - 60), match.start) else ""


def _first(rows: Iterable[Designation], written: Designation, default: Designation) -> Designation:
    """The first row of the written name's kind; the written name where it is one of them."""
    fitting = [row for row in rows if row.kind == written.kind]
    return next((row for row in fitting if row.en == written.en), fitting[0] if fitting else default)


def _official(written: Designation, concept: Concept, date: str) -> Designation:
    names = [row for row in concept.designations if row.status in _OFFICIAL]
    if date:
        return _first((row for row in names if row.is_valid_on(date)), written, written)
    if written.status in _OFFICIAL:
        return written
    return _first((row for row in names if not row.valid_to), written, written)


def _current(written: Designation, concept: Concept) -> Designation:
    open_ended = [row for row in concept.designations if not row.valid_to]
    official = [row for row in open_ended if row.status == "official"]
    in_use = [row for row in open_ended if row.status not in ("former", "historical")]
    return _first(official or in_use, written, written)


def _community(written: Designation, concept: Concept) -> Designation:
    return _first((row for row in concept.designations if row.status == "community" and not row.valid_to), written, written)


def _wants_as_written(written: Designation, _concept: Concept, _date: str) -> _Choice:
    return written, None


def _wants_community(written: Designation, concept: Concept, _date: str) -> _Choice:
    return (_community(written, concept) if written.status in _SWAPPED[Policy.COMMUNITY] else written), None


def _wants_official(written: Designation, concept: Concept, date: str) -> _Choice:
    return _official(written, concept, date), None


def _wants_current(written: Designation, concept: Concept, _date: str) -> _Choice:
    return (_current(written, concept) if written.status in _SWAPPED[Policy.CURRENT] else written), None


def _wants_both(written: Designation, concept: Concept, date: str) -> _Choice:
    """The other name: for a former one today's, for the community's or a disputed one the official, for that the community's.

    A neutral name (a short form, a word of the press) has no other side to show.
    """
    if written.status in _SWAPPED[Policy.CURRENT]:
        other = _current(written, concept)
    elif written.status == "official":
        other = _community(written, concept)
    else:
        other = written if written.status == "neutral" else _official(written, concept, date)
    return written, (other if other.en != written.en else None)


_WANTED: Mapping[Policy, Callable[[Designation, Concept, str], _Choice]] = MappingProxyType(
    {
        Policy.AS_WRITTEN: _wants_as_written,
        Policy.COMMUNITY: _wants_community,
        Policy.OFFICIAL: _wants_official,
        Policy.CURRENT: _wants_current,
        Policy.BOTH: _wants_both,
    }
)


def _form(text: str, match: Match, row: Designation) -> str:
    """A designation in the number and capitals of the mention."""
    opening = bool(_SENTENCE_START.search(text, max(0, match.start - 12), match.start))
    return shaped_like(plural(row.en) if match.plural else row.en, match.written, starts_sentence=opening)


def _edit(text: str, match: Match, shown: Designation, also: Designation | None, respell: bool) -> tuple[int, str, int]:
    """Where the source is replaced from (an article before the name with it), by what, and where in that the name begins."""
    if shown.en == match.designation.en:
        name = _form(text, match, shown) if respell else match.written
        if also is None:
            return match.start, name, 0
        bracket = _form(text, match, also)
        return match.start, f"{name}{match.possessive} ({bracket}{possessive_after(bracket, match.possessive)})", 0
    name = _form(text, match, shown)
    start, article = match.start, ""
    found = _ARTICLE.search(text, max(0, match.start - 8), match.start)
    if found and found.group(1).casefold() == "the":
        if takes_the(match.designation.en) and not takes_the(shown.en) and not match.plural:
            start = found.start()
    elif found:
        right = indefinite(name)
        start, article = found.start(), (right.capitalize() if found.group(1)[0] == "A" else right) + found.group(2)
    elif takes_the(shown.en) and not takes_the(match.designation.en) and not match.plural:
        before = text[max(0, match.start - 16) : match.start]
        if not before or _NEEDS_THE.search(before):
            article = "the " if before else "The "
    return start, article + name, len(article)
