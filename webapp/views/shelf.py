"""The library's page: what is kept, what is found in it, and a box to add to it."""

from __future__ import annotations

from itertools import groupby

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from webapp.errors import FileTooLarge, InputError, OqyrmanError, PackageError
from webapp.i18n import explain
from webapp.languages import TARGETS
from webapp.segment import segment
from webapp.store import SOURCE, Article, Hit, digest
from webapp.views.site import library, memory, pages, ui


@pages.get("/")
def index() -> str:
    """The library, with a box to paste into and a file to choose; `?q=` searches it."""
    wanted = request.args.get("q", "").strip()[:200]
    store = library().store
    articles = store.articles()
    return render_template(
        "library.html", articles=articles, places=store.places(), text="", problem=None, wanted=wanted, found=found(wanted, articles)
    )


def found(wanted: str, articles: list[Article]) -> list[tuple[Article, list[tuple[str, int, tuple[str, ...]]]]]:
    """Where the words stand: each article with (language, sentence, text in pieces, every second one a found word)."""
    hits = library().store.search(wanted) if wanted else []
    languages = installed()
    by_id = {article.id: article for article in articles}
    results = []
    for number, group in groupby(hits, key=lambda hit: hit.article):
        places = {digest(item.text): item.index for item in reversed(segment(library().store.document(number)))}
        lines = [(language, places[hit.digest], hit.pieces) for hit in group if (language := spoken(hit, languages)) and hit.digest in places]
        if lines and number in by_id:
            results.append((by_id[number], list(dict.fromkeys(lines))))
    return results


def installed() -> dict[str, str]:
    """The target language of each installed package, by the beginning of the key that its translations are kept under."""
    keys = {}
    for language in TARGETS:
        try:
            keys[library().engines.info(language).sha256[:16]] = language
        except PackageError:
            continue
    return keys


def spoken(hit: Hit, languages: dict[str, str]) -> str:
    """The language of a found sentence; "" where the package that made it is no longer there."""
    first, _, rest = hit.settings.partition("/")
    return "en" if first == SOURCE else rest if first == "memory" else languages.get(first, "")


@pages.post("/articles")
def add() -> Response | tuple[str, int]:
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
            articles, places = library().store.articles(), library().store.places()
        except OqyrmanError:
            articles, places = [], {}
        page = render_template(
            "library.html", articles=articles, places=places, text=text, language=language, problem=explain(problem, ui()), wanted="", found=[]
        )
        return page, problem.status
    return redirect(url_for("pages.read", article=article, language=language if language in TARGETS else "kk"), 303)


@pages.post("/articles/<int:article>/delete")
def delete(article: int) -> Response:
    """Remove an article and all that was made from it; the reader's corrections stay where that was ticked."""
    if request.form.get("keep") == "1":
        memory().hold(article)
    library().remove(article)
    return redirect(url_for("pages.index"), 303)


@pages.post("/articles/<int:article>/rename")
def rename(article: int) -> Response:
    """Give an article another title in the library."""
    title = " ".join(request.form.get("title", "").split())[:300]
    if not title:
        raise InputError(detail=gettext("a title needs at least one letter"))
    library().store.rename(article, title)
    return redirect(url_for("pages.index"), 303)
