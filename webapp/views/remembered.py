"""The translation memory's page: what the reader has corrected, as a file and from a file."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from webapp.document import Block, BlockKind, Document, PackageInfo, Provenance, Segment, TranslatedSegment, Translation
from webapp.errors import FileTooLarge, InputError
from webapp.export import export, tmx
from webapp.i18n import explain
from webapp.languages import LANGUAGES, TARGETS
from webapp.memory import Correction
from webapp.views.site import library, memory, pages, ui


@pages.get("/memory")
def remembered() -> str:
    """Every correction in force, by language."""
    return listed()


def listed(problem: str = "") -> str:
    """The memory's page."""
    new = request.args.get("new", "")
    return render_template(
        "memory.html",
        corrections={code: memory().all(code) for code in TARGETS},
        problem=problem,
        new=int(new) if new.isascii() and new.isdigit() else None,
    )


@pages.get("/memory/<language>.tmx")
def memory_file(language: str) -> Response:
    """The corrections of one language as TMX."""
    if language not in TARGETS:
        abort(404)
    answer = Response(export(as_translation(language, memory().all(language)), "tmx"), mimetype="application/x-tmx+xml")
    answer.headers.set("Content-Disposition", "attachment", filename=f"oqyrman-memory-{language}.tmx")
    return answer


def as_translation(language: str, corrections: list[Correction]) -> Translation:
    """Corrections as a text of their own, every sentence of it reviewed, so that an exporter can write them."""
    segments = tuple(TranslatedSegment(Segment(i, i, item.source), item.text, reviewed=True) for i, item in enumerate(corrections))
    blocks = tuple(Block(BlockKind.PARAGRAPH, item.source) for item in corrections)
    # No package made these sentences: a person did.
    package = PackageInfo("en", language, "", "", fit=True)
    made = Provenance("", package, datetime.now(UTC).date().isoformat())
    return Translation(Document("Translation memory", blocks), language, segments, made)


@pages.post("/memory")
def take_in() -> AnyResponse | tuple[str, int]:
    """Take in a TMX file; where the reader has corrected a sentence already, that stays."""
    language = request.form.get("language", "")
    upload = request.files.get("file")
    try:
        if language not in TARGETS or not upload or not upload.filename:
            raise InputError(detail=gettext("no file was chosen"))
        data = upload.stream.read(library().settings.max_upload + 1)
        if len(data) > library().settings.max_upload:
            raise FileTooLarge(limit=library().settings.max_upload // 2**20)
        units = [(" ".join(unit.source.split()), " ".join(unit.target.split())) for unit in tmx.read(data)]
        letters = re.compile(f"[{LANGUAGES[language].letters}]")
        if not any(letters.search(text) for _, text in units):
            raise InputError(detail=gettext("it has no sentence in {language}").format(language=LANGUAGES[language].endonym))
        new = memory().add(language, ((source, text) for source, text in units if letters.search(text)))
    except InputError as problem:
        return listed(explain(problem, ui())), problem.status
    return redirect(url_for("pages.remembered", new=new), 303)


@pages.post("/memory/<language>/forget")
def forget(language: str) -> AnyResponse:
    """Remove one correction with its history."""
    memory().forget(language, request.form.get("source", ""))
    return redirect(url_for("pages.remembered"), 303)
