"""The pages: library, reading, export. What they show comes from `library`; how it looks, from `templates/`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, request, stream_with_context, url_for
from flask_babel import Babel, force_locale, get_locale, gettext
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from webapp import checks, export, preferences, quality
from webapp.document import Block, Document, Finding, PackageInfo, Segment
from webapp.errors import FileTooLarge, InputError, NotFound, OqyrmanError
from webapp.export import ExportOptions
from webapp.i18n import INTERFACE, explain
from webapp.languages import LANGUAGES, TARGETS, script_direction
from webapp.library import Library
from webapp.transliteration import transliterate

pages = Blueprint("pages", __name__)


def init_app(app: Flask) -> None:
    """Put the pages, the interface languages and the error pages into `app`."""
    Babel(app, locale_selector=interface_language, default_locale="en", default_translation_directories="translations")
    app.register_blueprint(pages)
    app.register_error_handler(OqyrmanError, explained)
    app.register_error_handler(HTTPException, refused)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        LANGUAGES=LANGUAGES, TARGETS=TARGETS, OPTIONS=preferences.OPTIONS, SCRIPT_LABELS=preferences.SCRIPT_LABELS, note=note
    )
    app.context_processor(lambda: {"ui": LANGUAGES[str(get_locale())], "INTERFACE": INTERFACE, "preferences": chosen()})
    app.after_request(remember)


def library() -> Library:
    """The application's library."""
    found: Library = current_app.extensions["library"]
    return found


def interface_language() -> str:
    """The interface's language: asked for in the address, chosen before, or the browser's first that we have."""
    for wish in (request.args.get("ui"), request.cookies.get("ui")):
        if wish in INTERFACE:
            return str(wish)
    return request.accept_languages.best_match(INTERFACE, "en") or "en"


def chosen() -> preferences.Preferences:
    """The reader's preferences for this page."""
    language = (request.view_args or {}).get("language", "")
    return preferences.read(request.cookies.get(preferences.COOKIE, ""), request.args, language if language in LANGUAGES else "")


def remember(response: Response) -> Response:
    """Keep what the address asked for, on this machine only."""
    names = {option.name for option in preferences.OPTIONS} | {"script"}
    if request.method == "GET" and response.status_code == 200 and names & set(request.args):
        response.set_cookie(preferences.COOKIE, chosen().cookie(), max_age=31_536_000, httponly=True, samesite="Strict")
    if request.args.get("ui") in INTERFACE:
        response.set_cookie("ui", request.args["ui"], max_age=31_536_000, httponly=True, samesite="Strict")
    return response


@pages.get("/")
def index() -> str:
    """The library, with a box to paste into and a file to choose."""
    return render_template("library.html", articles=library().store.articles(), text="", problem=None)


@pages.post("/articles")
def add() -> AnyResponse | tuple[str, int]:
    """Keep what was pasted or uploaded and open it; what cannot be read comes back in its box with the reason."""
    text = request.form.get("text", "")
    language = request.form.get("language", "kk")
    try:
        upload = request.files.get("file")
        if upload and upload.filename:
            data = upload.stream.read(library().settings.max_upload + 1)
            if len(data) > library().settings.max_upload:
                raise FileTooLarge(limit=library().settings.max_upload // 2**20)
            article = library().ingest(data, upload.filename)
        else:
            article = library().ingest(text.encode("utf-8", "replace"), gettext("pasted text"))
    except OqyrmanError as problem:
        try:
            articles = library().store.articles()
        except OqyrmanError:
            articles = []
        page = render_template(
            "library.html", articles=articles, text=text, language=language, problem=explain(problem, str(get_locale()))
        )
        return page, problem.status
    return redirect(url_for("pages.read", article=article, language=language if language in TARGETS else "kk"), 303)


@pages.post("/articles/<int:article>/delete")
def delete(article: int) -> AnyResponse:
    """Remove an article and all that was made from it."""
    library().remove(article)
    return redirect(url_for("pages.index"), 303)


@pages.post("/articles/<int:article>/rename")
def rename(article: int) -> AnyResponse:
    """Give an article another title in the library."""
    title = " ".join(request.form.get("title", "").split())[:300]
    if not title:
        raise InputError(detail=gettext("a title needs at least one letter"))
    library().store.rename(article, title)
    return redirect(url_for("pages.index"), 303)


@pages.get("/read/<int:article>/<language>")
def read(article: int, language: str) -> str:
    """An article in a language: what is translated so far; the rest follows by itself."""
    if language not in TARGETS:
        abort(404)
    document, segments, job = library().job(article, language)
    package = library().engines.info(language)
    if job.finished and job.error:
        raise job.error
    choice = chosen()
    layout = choice.layout or ("translation" if package.fit else "side")
    with job.changed:
        done = dict(job.done)
    return render_template(
        "read.html",
        article=article,
        document=document,
        blocks=by_block(document, segments),
        done=done,
        target=LANGUAGES[language],
        script=choice.script(language),
        direction=script_direction(choice.script(language)),
        show=shower(language, choice.script(language)),
        layout=layout,
        package=package,
        notices=notices(package, language),
        finished=job.finished,
        exporters=export.EXPORTERS,
        notes=[(item, found) for item in sorted(done.values(), key=lambda i: i.segment.index) for found in item.findings],
    )


@pages.get("/read/<int:article>/<language>/events")
def events(article: int, language: str) -> Response:
    """The sentences of an article as they are translated: server-sent events, one a sentence, then `done`."""
    if language not in TARGETS:
        abort(404)
    _, _, job = library().job(article, language)
    choice = chosen()
    layout = choice.layout or ("translation" if library().engines.info(language).fit else "side")
    show = shower(language, choice.script(language))

    def stream() -> Iterator[str]:
        try:
            for item in job.results():
                if item is None:
                    yield ": still at work\n\n"
                else:
                    html = render_template("sentence.html", item=item, layout=layout, show=show)
                    yield f"data: {json.dumps({'index': item.segment.index, 'html': html})}\n\n"
            yield "event: done\ndata: {}\n\n"
        except OqyrmanError as problem:
            yield f"event: failed\ndata: {json.dumps({'message': explain(problem, str(get_locale()))})}\n\n"

    return Response(stream_with_context(stream()), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


@pages.get("/export/<int:article>/<language>.<fmt>")
def download(article: int, language: str, fmt: str) -> Response:
    """An article's translation as a file."""
    if language not in TARGETS or fmt not in export.EXPORTERS:
        raise NotFound(what="export")
    translation = library().translation(article, language)
    fit = translation.provenance.package.fit
    layout = request.args.get("layout") or chosen().layout or ("translation" if fit else "side")
    options = ExportOptions(layout="side-by-side" if layout == "side" else layout, script=chosen().script(language))
    content = export.export(translation, fmt, options)
    answer = Response(content, mimetype=export.EXPORTERS[fmt].media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=export.filename(translation, fmt))
    return answer


def by_block(document: Document, segments: tuple[Segment, ...]) -> list[tuple[Block, list[Segment]]]:
    """Each block with its segments."""
    groups: list[list[Segment]] = [[] for _ in document.blocks]
    for item in segments:
        groups[item.block].append(item)
    return list(zip(document.blocks, groups, strict=True))


def shower(language: str, script: str) -> Callable[[str], str]:
    """A function that puts a text of `language` into `script`."""
    own = LANGUAGES[language].script
    return lambda text: text if script == own else transliterate(text, language, own, script)


def notices(package: PackageInfo, language: str) -> list[tuple[str, list[str]]]:
    """What stands above a translation, in its language and, where that differs, in the interface's: (language, sentences)."""
    said = []
    template, values = quality.statement(package)
    for code in dict.fromkeys((language, str(get_locale()))):
        with force_locale(code):
            said.append((code, [gettext(quality.UNREVIEWED), gettext(template).format(**values)]))
    return said


def note(found: Finding) -> str:
    """A finding's sentence in the interface's language."""
    return gettext(checks.MESSAGES[found.code]).format(*found.values) if found.code in checks.MESSAGES else found.message


def explained(problem: OqyrmanError) -> tuple[str, int]:
    """The page of an error of ours."""
    message = explain(problem, str(get_locale()))
    return render_template("error.html", message=message, status=problem.status), problem.status


def refused(problem: HTTPException) -> tuple[str, int] | HTTPException | Response:
    """The page of an error of HTTP's; a redirect stays one."""
    status = problem.code or 500
    if status < 400:
        return problem
    if isinstance(problem, SecurityError):
        # A request under a foreign Host header: no address of ours can be built for a page.
        return Response("This program answers only to the address it was started on.\n", 400, mimetype="text/plain")
    messages = {
        403: gettext("This request came from another site's page and was refused. Nothing was changed."),
        404: gettext("There is no such page here. The library lists what is kept."),
        413: gettext("This is too large: at most 64 MB are taken at once. Save the article alone and try again."),
    }
    message = messages.get(status, gettext("The program could not answer this request ({status}).").format(status=status))
    return render_template("error.html", message=message, status=status), status
