"""The naming policy: which of its names each mention gets, and the text that goes to the engine.

A place has several names, and which one is used is a statement; so the default
changes nothing, and no policy changes what somebody said, a sentence that is
about the names themselves, or part of a longer name. A pure function: the same
segments, glossary, policy and date always give the same plan. What each policy
asks for stands in `webapp.policies`, how the sentence is mended in `rewording`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from webapp.document import Segment
from webapp.glossary import Designation, Glossary, Match
from webapp.policies import Policy, choose
from webapp.quotation import Span, quoted_in
from webapp.rewording import reworded

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


__all__ = ["CONTRASTED", "NAMED", "QUOTED", "WHY", "NamedSegment", "PlannedMention", "Policy", "plan"]


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


_BEFORE = re.compile(
    r"(?:\b(?:re)?named|\bcalled|\bknown as|\bknown (?:\w+ ){1,3}as|\b(?:re)?christened|\bdubbed|\bterms?|\bnames?(?: of)?"
    r"|\bwords?|\bspell(?:ed|ing)|\bformerly|\bso-called|\brefer(?:s|red)? to (?:\w+ ){1,3}as|\btermed|\blabell?ed|\bpreviously|\bofficially"
    r"|[(,—–] ?(?:now|then|once|today|also|later|earlier))(?: as| the| a| an| its| back to| to)?\s*$",
    re.IGNORECASE,
)


def plan(
    segments: Sequence[Segment],
    glossary: Glossary,
    policy: Policy | str = Policy.AS_WRITTEN,
    date: str = "",
    quoted_blocks: Iterable[int] = (),
    *,
    target: str = "",
) -> tuple[NamedSegment, ...]:
    """Apply a naming policy to an article.

    `segments` are those of one document, in order; `date` is the article's own (ISO
    8601) or ""; `quoted_blocks` are the indexes of blocks that are quotations as a
    whole. Gives one NamedSegment for each segment. Without a date `official` leaves a
    name that was official at any time, and takes today's for the others. Where the
    `target` language is told, a variant spelling (Uighur, Sinkiang) is sent to the
    engine in the glossary's own, and a former name (Chimkent) as today's where both
    are one there (Шымкент in Kazakh); no name is changed by it. Raises ValueError
    for a policy that does not exist.
    """
    chosen = Policy(policy)
    introduced: set[str] = set()
    result: list[NamedSegment] = []
    for segment, quotations in zip(segments, quoted_in(segments, quoted_blocks), strict=True):
        result.append(_named(segment, glossary, chosen, date, quotations, introduced, target))
    return tuple(result)


def _named(
    segment: Segment,
    glossary: Glossary,
    policy: Policy,
    date: str,
    quotations: Sequence[Span],
    introduced: set[str],
    target: str,
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
        shown, also = choose(policy, match.designation, concept, date)
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
        new = reworded(text, match, shown, also, concept.told_alike(shown, target) if target else None)
        parts += [text[done : new.start], new.before, new.name, new.after]
        lead = length + new.start - done + len(new.before)
        mentions.append(
            PlannedMention(
                match.concept, match.written, match.designation, shown, also, match.start, match.end,
                new.name, lead, lead + len(new.name), match.plural, match.possessive, why,
            )
        )  # fmt: skip
        length = lead + len(new.name) + len(new.after)
        done = new.end
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
