"""Which name a naming policy asks for: pure choices between the designations of one concept.

| status of the written name | community | official | current | both (in brackets) |
|---|---|---|---|---|
| community | stays | official on the date | stays | the official name |
| official | the community's | official on the date | stays | the community's name |
| former, historical | the community's | official on the date | today's | today's name |
| neutral | stays | official on the date | stays | nothing |
| disputed | stays | official on the date | stays | the official name |

A choice never leaves the written name's kind (the place Xinjiang and its
administration, the Xinjiang Uyghur Autonomous Region, do not stand for each
other), and where a concept has no such name the written one stays. The names of a
policy and what they mean: ARCHITECTURE, "Naming policy".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from webapp.designation import PAST, Concept, Designation


class Policy(StrEnum):
    """The five naming policies."""

    AS_WRITTEN = "as-written"
    COMMUNITY = "community"
    OFFICIAL = "official"
    CURRENT = "current"
    BOTH = "both"


Choice = tuple[Designation, Designation | None]
"""The designation to show, and the one to add in brackets or None."""

_STATE = frozenset({"official", "former"})


def choose(policy: Policy, written: Designation, concept: Concept, date: str) -> Choice:
    """What `policy` asks for where `written` stands; `date` is the article's (ISO 8601) or ""."""
    return _CHOICES[policy](written, concept, date)


def _first(rows: Iterable[Designation], written: Designation) -> Designation:
    """The first row of the written name's kind: the written name if it is among them, or if there is none."""
    fitting = [row for row in rows if row.kind == written.kind]
    return next((row for row in fitting if row.en == written.en), fitting[0] if fitting else written)


def _community_name(written: Designation, concept: Concept) -> Designation:
    return _first((row for row in concept.designations if row.status == "community" and not row.valid_to), written)


def _official_name(written: Designation, concept: Concept, date: str) -> Designation:
    """The state's name on a date; without one, any name that ever was official stays and today's stands for the rest."""
    names = [row for row in concept.designations if row.status in _STATE]
    if not date and written.status in _STATE:
        return written
    return _first((row for row in names if (row.is_valid_on(date) if date else not row.valid_to)), written)


def _todays_name(written: Designation, concept: Concept) -> Designation:
    """The official name that has no end, else another that is in use."""
    in_use = [row for row in concept.designations if not row.valid_to and row.status not in PAST]
    return _first(sorted(in_use, key=lambda row: row.status != "official"), written)


def _as_written(written: Designation, _concept: Concept, _date: str) -> Choice:
    return written, None


def _community(written: Designation, concept: Concept, _date: str) -> Choice:
    return (_community_name(written, concept) if written.status in _STATE | PAST else written), None


def _official(written: Designation, concept: Concept, date: str) -> Choice:
    return _official_name(written, concept, date), None


def _current(written: Designation, concept: Concept, _date: str) -> Choice:
    return (_todays_name(written, concept) if written.status in PAST else written), None


def _both(written: Designation, concept: Concept, date: str) -> Choice:
    if written.status in PAST:
        other = _todays_name(written, concept)
    elif written.status == "official":
        other = _community_name(written, concept)
    else:
        other = written if written.status == "neutral" else _official_name(written, concept, date)
    return written, (other if other.en != written.en else None)


_CHOICES: Mapping[Policy, Callable[[Designation, Concept, str], Choice]] = MappingProxyType(
    {
        Policy.AS_WRITTEN: _as_written,
        Policy.COMMUNITY: _community,
        Policy.OFFICIAL: _official,
        Policy.CURRENT: _current,
        Policy.BOTH: _both,
    }
)
