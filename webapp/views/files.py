"""Saving a translation as a file: what to put in, a look at it, and the file."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, abort, render_template, request
from flask_babel import gettext

from webapp import export
from webapp.errors import InputError, NotFound
from webapp.export import ExportOptions
from webapp.export.files import stamp, zipped
from webapp.languages import LANGUAGES, TARGETS, script_direction
from webapp.views.reading import layout_for, opened, translation
from webapp.views.site import chosen, library, pages

LOOK = 1800
"""Characters of a file that the preview shows."""
_LAYOUTS = {"translation": "translation", "side": "side-by-side", "interlinear": "interlinear"}
_READABLE = frozenset({"txt", "md", "csv", "tsv", "tmx", "xliff", "json"})
"""Formats that a person can read as they are; of the others the preview shows the same content as plain text."""


def options(language: str) -> ExportOptions:
    """What the address asks for; what it does not say is as on the page."""
    layout = request.args.get("layout") or layout_for(language)
    return ExportOptions(
        layout=_LAYOUTS.get(layout, "translation"),
        script=chosen().script(language),
        names_appendix=said("names", False),
        findings=said("findings", True),
    )


def said(name: str, default: bool) -> bool:
    """A yes or no of the address: the last value, since a hidden 0 stands before a tick."""
    values = request.args.getlist(name)
    return values[-1] == "1" if values else default


@pages.get("/export/<int:article>/<language>")
def files(article: int, language: str) -> str:
    """What to put into the file, and how it begins."""
    if language not in TARGETS:
        abort(404)
    reading = opened(article, language)
    fmt = request.args.get("format", "docx")
    fmt = fmt if fmt in export.EXPORTERS else "docx"
    chosen_options = options(language)
    ready = reading.job.finished and not reading.job.error
    look = ""
    if ready:
        shown = fmt if fmt in _READABLE else "txt"
        look = export.export(translation(article, language, chosen().policy), shown, chosen_options).decode("utf-8")
    script = chosen().script(language)
    return render_template(
        "files.html",
        article=article,
        document=reading.document,
        target=LANGUAGES[language],
        exporters=export.EXPORTERS,
        fmt=fmt,
        layout=next(name for name, value in _LAYOUTS.items() if value == chosen_options.layout),
        script=script,
        direction=script_direction(script) if fmt not in _READABLE - {"txt", "md"} else "ltr",
        names=chosen_options.names_appendix,
        findings=chosen_options.findings,
        ready=ready,
        look=look[:LOOK],
        cut=len(look) > LOOK,
        size=len(reading.segments),
    )


@pages.get("/export/<int:article>/<language>.<fmt>")
def download(article: int, language: str, fmt: str) -> Response:
    """An article's translation as a file."""
    if language not in TARGETS or fmt not in export.EXPORTERS:
        raise NotFound(what="export")
    library().store.document(article)
    made = translation(article, language, chosen().policy)
    answer = Response(export.export(made, fmt, options(language)), mimetype=export.EXPORTERS[fmt].media_type)
    name = export.filename(made, fmt)
    # A header is Latin-1 on the wire: the name itself goes in RFC 5987's form, a plain one beside it for whoever knows only that.
    answer.headers["Content-Disposition"] = f"attachment; filename=\"article-{article}-{language}.{fmt}\"; filename*=UTF-8''{quote(name)}"
    return answer


@pages.get("/export.zip")
def several() -> Response:
    """Several articles of the library as files in one zip: `article` (as often as there are), `to` and `format`."""
    numbers = list(dict.fromkeys(request.args.getlist("article", type=int)))
    language, fmt = request.args.get("to", ""), request.args.get("format", "")
    if not numbers:
        raise InputError(detail=gettext("choose at least one article"))
    if language not in TARGETS or fmt not in export.EXPORTERS:
        raise NotFound(what="export")
    for number in numbers:
        library().store.document(number)
    made = [(number, translation(number, language, chosen().policy)) for number in numbers]
    files = [(f"{number}-{export.filename(item, fmt)}", export.export(item, fmt, options(language))) for number, item in made]
    answer = Response(zipped(files, max(stamp(item) for _, item in made)), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="articles-{language}.zip"'
    return answer


@pages.get("/export/<int:article>/<language>/file")
def chosen_file(article: int, language: str) -> Response:
    """The file in the format that the form names."""
    return download(article, language, request.args.get("format", ""))
