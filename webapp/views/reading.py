"""An article being read: its page, and its sentences as they come."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from flask import Response, abort, render_template, request, stream_with_context, url_for

from webapp.document import Block, Document, Segment, TranslatedSegment, Translation
from webapp.errors import OqyrmanError
from webapp.i18n import explain
from webapp.jobs import Job
from webapp.languages import LANGUAGES, TARGETS, script_direction
from webapp.memory import Correction, applied, named
from webapp.naming import NamedSegment
from webapp.views import passages
from webapp.views.names import cards, period, statuses
from webapp.views.site import chosen, library, memory, pages, ui


@dataclass(frozen=True)
class Reading:
    """An article in one language under one naming policy: the job that translates it, and the reader's corrections over it."""

    article: int
    language: str
    naming: str
    document: Document
    segments: tuple[Segment, ...]
    job: Job
    named: tuple[NamedSegment, ...]

    @cached_property
    def corrections(self) -> Mapping[str, Correction]:
        """The reader's corrections, by the text that was translated."""
        return memory().find(self.language, [item.text for item in self.named])

    def shown(self, item: TranslatedSegment) -> TranslatedSegment:
        """A sentence as the page shows it: the reader's own where there is one."""
        return applied(item, self.corrections.get(self.named[item.segment.index].text))

    def done(self) -> dict[int, TranslatedSegment]:
        """The sentences that are ready, by index."""
        with self.job.changed:
            made = dict(self.job.done)
        for item in self.segments:
            if item.index not in made and self.named[item.index].text in self.corrections:
                made[item.index] = TranslatedSegment(item, item.text)
        return {index: self.shown(item) for index, item in made.items()}


def opened(article: int, language: str) -> Reading:
    """An article with its job under the policy chosen. Raises NotFound, NoPackage, DamagedPackage; 404 for a language that is no target."""
    if language not in TARGETS:
        abort(404)
    naming = chosen().policy
    document, segments, job = library().job(article, language, naming)
    return Reading(article, language, naming, document, segments, job, named(document, segments, library().glossary, naming))


def translation(article: int, language: str, naming: str) -> Translation:
    """The whole translation with the reader's corrections, waiting until it is done."""
    made = library().translation(article, language, naming)
    sources = named(made.document, [item.segment for item in made.segments], library().glossary, naming)
    corrections = memory().find(language, [item.text for item in sources])
    items = tuple(applied(item, corrections.get(source.text)) for item, source in zip(made.segments, sources, strict=True))
    return replace(made, segments=items)


def layout_for(language: str) -> str:
    """The layout chosen, else the translation alone if its package is fit, else side by side."""
    return chosen().layout or ("translation" if library().engines.info(language).fit else "side")


@pages.get("/read/<int:article>/<language>")
def read(article: int, language: str) -> str:
    """An article in a language: what is translated so far; the rest follows by itself."""
    reading = opened(article, language)
    job = reading.job
    # Asked before the sentences are: a job that ends between the two would leave a page that waits for nothing.
    finished = job.finished
    if finished and job.error:
        raise job.error
    script = chosen().script(language)
    package = library().engines.info(language)
    done = reading.done()
    sentences = [item for item in reading.segments if item.text]
    reviewed = sum(item.reviewed for item in done.values())
    return render_template(
        "read.html",
        reading=reading,
        article=article,
        document=reading.document,
        blocks=by_block(reading.document, reading.segments),
        done=done,
        target=LANGUAGES[language],
        script=script,
        direction=script_direction(script),
        show=passages.shower(language, script),
        layout=layout_for(language),
        package=package,
        notices=passages.notices(package, language, reviewed, len(sentences)),
        finished=finished,
        notes=[(item, found) for item in sorted(done.values(), key=lambda i: i.segment.index) for found in dict.fromkeys(item.findings)],
        names=len({mention.concept for item in reading.named for mention in item.mentions}),
        place=library().store.places().get((article, language), 0),
    )


@pages.get("/read/<int:article>/<language>/names")
def article_names(article: int, language: str) -> str:
    """What an article calls things, and what others call them: where a name in its text leads, and what its card is made of."""
    reading = opened(article, language)
    found = cards(reading.named, library().glossary)
    return render_template(
        "article_names.html", article=article, target=LANGUAGES[language], cards=found, statuses=statuses(), period=period
    )


@pages.get("/read/<int:article>/<language>/events")
def events(article: int, language: str) -> Response:
    """The sentences of an article as they are translated: server-sent events, one a sentence, then `done`."""
    reading = opened(article, language)
    show, layout = passages.shower(language, chosen().script(language)), layout_for(language)

    def stream() -> Iterator[str]:
        try:
            for item in reading.job.results():
                if item is None:
                    yield ": still at work\n\n"
                else:
                    html = sentence(reading, reading.shown(item), layout, show)
                    yield f"data: {json.dumps({'index': item.segment.index, 'html': html})}\n\n"
            yield "event: done\ndata: {}\n\n"
        except OqyrmanError as problem:
            yield f"event: failed\ndata: {json.dumps({'message': explain(problem, ui())})}\n\n"

    return Response(stream_with_context(stream()), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


def sentence(reading: Reading, item: TranslatedSegment, layout: str, show: object) -> str:
    """The inside of a sentence's place on the page, as HTML."""
    edit = url_for("pages.edit", article=reading.article, language=reading.language, number=item.segment.index)
    return render_template("sentence.html", item=item, layout=layout, show=show, edit=edit, target=LANGUAGES[reading.language])


@pages.post("/read/<int:article>/<language>/place")
def place(article: int, language: str) -> tuple[str, int]:
    """Remember the sentence that the reader has come to."""
    number = request.form.get("sentence", "")
    if language not in TARGETS or not number.isascii() or not number.isdigit() or len(number) > 7:
        abort(404)
    library().store.place(article, language, int(number))
    return "", 204


def by_block(document: Document, segments: tuple[Segment, ...]) -> list[tuple[Block, list[Segment]]]:
    """Each block with its segments."""
    groups: list[list[Segment]] = [[] for _ in document.blocks]
    for item in segments:
        groups[item.block].append(item)
    return list(zip(document.blocks, groups, strict=True))
