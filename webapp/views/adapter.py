"""Stands between the pages and a Library that may not take a naming policy yet."""

from __future__ import annotations

from functools import lru_cache
from inspect import signature
from typing import Any

from webapp.config import PACKAGE
from webapp.document import Document, Segment, Translation
from webapp.glossary import Glossary, load
from webapp.jobs import Job
from webapp.library import Library


@lru_cache(maxsize=1)
def _shipped() -> Glossary:
    for place in (PACKAGE / "glossary.csv", PACKAGE.parent / "glossary.csv"):
        if place.is_file():
            return load(place)
    return Glossary(())


def glossary(library: Library) -> Glossary:
    """The glossary of a library."""
    found: Glossary | None = getattr(library, "glossary", None)
    return found if found is not None else _shipped()


def job(library: Library, article: int, language: str, naming: str) -> tuple[Document, tuple[Segment, ...], Job]:
    """An article with its segments, and the job that translates it under a naming policy."""
    call: Any = library.job
    more = {"naming": naming} if "naming" in signature(call).parameters else {}
    made: tuple[Document, tuple[Segment, ...], Job] = call(article, language, **more)
    return made


def translation(library: Library, article: int, language: str, naming: str) -> Translation:
    """The whole translation of an article under a naming policy."""
    call: Any = library.translation
    more = {"naming": naming} if "naming" in signature(call).parameters else {}
    made: Translation = call(article, language, **more)
    return made
