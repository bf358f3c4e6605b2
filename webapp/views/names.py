"""Names: what an article calls things, and what the glossary knows of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext

from webapp.glossary import Concept, Designation, Glossary
from webapp.languages import LANGUAGES
from webapp.matching import fold
from webapp.naming import NamedSegment
from webapp.views.site import library, pages, ui

MOST = 40
"""Concepts that a look-up shows at once."""


@dataclass(frozen=True)
class Card:
    """A concept as an article names it: what the author wrote and how often, and the sentences it stands in."""

    concept: Concept
    written: tuple[tuple[str, int], ...]
    sentences: tuple[int, ...]

    @property
    def count(self) -> int:
        """How often the article names it."""
        return sum(times for _, times in self.written)

    @property
    def note(self) -> str:
        """The note in the interface's language."""
        return self.concept.note(ui())


def statuses() -> dict[str, str]:
    """The word for each status of a name, in the interface's language."""
    return {
        "community": gettext("used by the people of the place"),
        "official": gettext("official"),
        "historical": gettext("historical"),
        "former": gettext("formerly official"),
        "neutral": gettext("in general use"),
        "disputed": gettext("disputed"),
    }


def period(row: Designation) -> str:
    """When a name was official, in the interface's language; "" where no date is known."""
    first, last = row.valid_from, row.valid_to
    template = gettext("{first} to {last}") if first and last else gettext("since {first}") if first else gettext("until {last}")
    return str(template).format(first=first, last=last) if first or last else ""


def cards(named: Sequence[NamedSegment], glossary: Glossary) -> list[Card]:
    """The concepts that an article names, in the order of their first mention."""
    written: dict[str, Counter[str]] = {}
    places: dict[str, list[int]] = {}
    for item in named:
        for mention in item.mentions:
            written.setdefault(mention.concept, Counter())[mention.written] += 1
            places.setdefault(mention.concept, []).append(item.index)
    return [
        Card(glossary.by_id[name], tuple(forms.most_common()), tuple(dict.fromkeys(places[name]))) for name, forms in written.items()
    ]


def matches(wanted: str, glossary: Glossary) -> list[Card]:
    """The concepts that have a name beginning with, or holding a word beginning with, `wanted`, in any language."""
    start = fold(wanted)

    def fits(row: Designation) -> bool:
        names = (*(row.name(code) for code in LANGUAGES), *row.en_variants)
        return any(fold(name).startswith(start) or any(fold(word).startswith(start) for word in name.split()) for name in names)

    return [Card(concept, (), ()) for concept in glossary.concepts if any(map(fits, concept.designations))]


@pages.get("/names")
def look_up() -> str:
    """The glossary: every concept, or those with a name that begins with `?q=`."""
    wanted = request.args.get("q", "").strip()[:100]
    found = matches(wanted, library().glossary)
    return render_template("names.html", wanted=wanted, cards=found[:MOST], more=max(0, len(found) - MOST), statuses=statuses(), period=period)
