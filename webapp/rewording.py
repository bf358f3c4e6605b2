"""Puts another name in a mention's place, so that the English sentence stays well formed.

The engine translates what this module writes, and it translates a broken sentence
worse: so number, possessive ending, capitals and article follow the new name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from webapp.english import indefinite, plural, possessive_after, shaped_like, takes_the
from webapp.glossary import Designation, Match

_ARTICLE = re.compile(r"\b(an?|the)([ \u00a0]+)$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s|\n)\W*$")
_NEEDS_THE = re.compile(r"\b(?:in|of|to|from|for|with|by|at|on|under|and|through|across|into|about|against|join|joined)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rewording:
    """What stands for `text[start:end]`: an article `before`, the `name` (with brackets), a possessive ending `after`."""

    start: int
    end: int
    before: str
    name: str
    after: str


def reworded(
    text: str, match: Match, shown: Designation, also: Designation | None, spelling: Designation | None = None
) -> Rewording:
    """The mention `match` of `text` as the designation `shown`, with `also` in brackets behind it.

    Where `shown` is the name that stands there, the author's own form is kept, or
    the glossary's name `spelling` written for it, if both have as many words (Sinkiang
    is a spelling of Xinjiang, but "Jiangsu Province" says more than Jiangsu).
    """
    if shown.en == match.designation.en:
        alike = spelling and len(match.written.split()) == len(spelling.en.split())
        name = _form(text, match, spelling) if spelling and alike else match.written
        if also is None:
            return Rewording(match.start, match.end, "", name, "")
        bracket = _form(text, match, also)
        name = f"{name}{match.possessive} ({bracket}{possessive_after(bracket, match.possessive)})"
        return Rewording(match.start, match.end + len(match.possessive), "", name, "")
    name = _form(text, match, shown)
    start, article = _article(text, match, shown, name)
    return Rewording(start, match.end + len(match.possessive), article, name, possessive_after(name, match.possessive))


def _form(text: str, match: Match, row: Designation) -> str:
    """A designation in the number and capitals of the mention."""
    opening = bool(_SENTENCE_START.search(text, max(0, match.start - 12), match.start))
    return shaped_like(plural(row.en) if match.plural else row.en, match.written, starts_sentence=opening)


def _article(text: str, match: Match, shown: Designation, name: str) -> tuple[int, str]:
    """Where the replaced part begins, an article included that no longer fits, and the article to write there."""
    found = _ARTICLE.search(text, max(0, match.start - 8), match.start)
    wants, had = takes_the(shown.en), takes_the(match.designation.en)
    if found and found.group(1).casefold() == "the":
        return (found.start() if had and not wants and not match.plural else match.start), ""
    if found:
        right = indefinite(name)
        return found.start(), (right.capitalize() if found.group(1)[0] == "A" else right) + found.group(2)
    before = text[max(0, match.start - 16) : match.start]
    if wants and not had and not match.plural and (not before or _NEEDS_THE.search(before)):
        return match.start, "the " if before else "The "
    return match.start, ""
