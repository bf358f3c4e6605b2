"""Correcting a sentence in place: its page (or dialog), what is offered there, saving and undoing."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, abort, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from webapp.document import TranslatedSegment
from webapp.errors import Conflict, InputError
from webapp.i18n import explain
from webapp.languages import LANGUAGES
from webapp.memory import Correction
from webapp.views import passages
from webapp.views.reading import Reading, layout_for, opened, sentence
from webapp.views.site import chosen, library, memory, pages, ui

MOST = 20_000
"""Characters of one corrected sentence."""
ALTERNATIVES = 5


@dataclass(frozen=True)
class Desk:
    """One sentence at work: its reading, what is sent for translation, the machine's text, and every version a person wrote."""

    reading: Reading
    number: int
    history: list[Correction]

    @property
    def source(self) -> str:
        """The text that is translated: the author's sentence after the naming policy."""
        return self.reading.named[self.number].text

    @property
    def author(self) -> str:
        """The author's sentence."""
        return self.reading.segments[self.number].text

    @property
    def version(self) -> int:
        """The version in force, 0 where nobody has changed the sentence."""
        return self.history[0].version if self.history else 0

    @property
    def machine(self) -> str:
        """The machine's translation, "" while it is not ready."""
        item = self.reading.job.done.get(self.number)
        return item.text if item else ""

    @property
    def text(self) -> str:
        """The text in force."""
        return (self.history[0].text if self.history else "") or self.machine


def desk(article: int, language: str, number: int) -> Desk:
    """The sentence `number` of an article; 404 where there is none."""
    reading = opened(article, language)
    if number >= len(reading.segments) or not reading.segments[number].text:
        abort(404)
    return Desk(reading, number, memory().history(language, reading.named[number].text))


@pages.get("/read/<int:article>/<language>/<int:number>/edit")
def edit(article: int, language: str, number: int) -> str:
    """A sentence to correct.

    `?alternatives=1` asks the engine for others, `?draft=` puts a text in the box, `?text=` says what stood there
    before and `?version=` what that was written over, `?part=1` leaves the page out.
    """
    at = desk(article, language, number)
    typed = tidied(request.args.get("text", ""))[:MOST]
    draft = request.args.get("draft", "")[:MOST] or typed or at.text
    seen = version_in(request.args)
    return form(at, draft, typed=typed if typed not in (draft, at.text) else "", version=at.version if seen < 0 else seen)


def tidied(text: str) -> str:
    """A text from the box, on one line."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def version_in(sent: Mapping[str, str]) -> int:
    """The version that the writer saw, -1 where none is told."""
    seen = sent.get("version", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1


def form(at: Desk, draft: str, problem: str = "", *, said: str = "", theirs: str = "", typed: str = "", version: int | None = None) -> str:
    """The form, as a page or as the part of one.

    `theirs` is the text that another tab has saved meanwhile, `typed` what stood in the box before another text was put
    there, `version` the one that the draft was written over (the one in force unless given).
    """
    language = at.reading.language
    wanted = request.args.get("alternatives") == "1"
    others = library().engines.get(language).alternatives([at.source], ALTERNATIVES)[0] if wanted else []
    return render_template(
        "part.html" if request.args.get("part") else "edit.html",
        at=at,
        target=LANGUAGES[language],
        draft=draft,
        problem=problem,
        said=said,
        theirs=theirs,
        typed=typed,
        version=at.version if version is None else version,
        asked=wanted,
        alternatives=[text for text in dict.fromkeys(item.text for item in others) if text and text != draft],
        close=memory().close(language, at.source),
    )


@pages.post("/read/<int:article>/<language>/<int:number>/edit")
def correct(article: int, language: str, number: int) -> AnyResponse | tuple[str, int]:
    """Keep a corrected sentence; `step` undo puts back what stood before. Two tabs that disagree get both texts to choose from."""
    at = desk(article, language, number)
    text = tidied(request.form.get("text", ""))
    version = version_in(request.form)
    try:
        if request.form.get("step") == "undo":
            memory().undo(language, at.source, version, at.author)
            if text not in ("", at.text):
                said = gettext("The last change is undone. Your text is still in the box, not saved.")
                return form(desk(article, language, number), text, said=said), 200
        else:
            memory().correct(language, at.source, checked(text), version, at.author)
    except Conflict as problem:
        return form(desk(article, language, number), text or at.text, explain(problem, ui()), theirs=at.text), problem.status
    except InputError as problem:
        return form(at, text, explain(problem, ui()), version=max(version, 0)), problem.status
    if request.args.get("part"):
        return placed(opened(article, language), number)
    return redirect(url_for("pages.read", article=article, language=language, _anchor=f"s{number}"), 303)


def checked(text: str) -> str:
    """The text if it can be a sentence. Raises InputError."""
    if not any(character.isalnum() for character in text):
        raise InputError(detail=gettext("a sentence needs at least one letter; to take a correction back, use “Undo”"))
    if len(text) > MOST:
        raise InputError(detail=gettext("it is too long for one sentence"))
    return text


def placed(reading: Reading, number: int) -> Response:
    """The sentence as it stands now, for the page to put in its place."""
    item = reading.done().get(number) or TranslatedSegment(reading.segments[number], reading.segments[number].text)
    show = passages.shower(reading.language, chosen().script(reading.language))
    return jsonify(index=number, html=sentence(reading, item, layout_for(reading.language), show))
