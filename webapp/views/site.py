"""What every page shares: the library it asks, the reader's language and preferences, and the pages of errors."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.exceptions import HTTPException, SecurityError

from webapp import preferences
from webapp.errors import OqyrmanError
from webapp.i18n import INTERFACE, explain
from webapp.languages import LANGUAGES
from webapp.library import Library
from webapp.memory import Memory

pages = Blueprint("pages", __name__)
YEAR = 31_536_000


def library() -> Library:
    """The application's library."""
    found: Library = current_app.extensions["library"]
    return found


def memory() -> Memory:
    """The reader's corrections."""
    return Memory(library().store)


def interface_language() -> str:
    """The interface's language: asked for in the address, chosen before, or the browser's first that we have."""
    for wish in (request.args.get("ui"), request.cookies.get("ui")):
        if wish in INTERFACE:
            return str(wish)
    return request.accept_languages.best_match(INTERFACE, "en") or "en"


def ui() -> str:
    """The code of the interface's language on this page."""
    return str(get_locale())


def address() -> str:
    """The address of this page for links that show it anew; the library's where it only answers a form."""
    adapter = current_app.create_url_adapter(request)
    return request.path if adapter and adapter.test(request.path, method="GET") else url_for("pages.index")


def arguments() -> dict[str, str]:
    """What the page's address asks for, but for the interface's language; nothing where the page answers a form."""
    return {name: value for name, value in request.args.items() if name not in ("ui", "part")} if request.method == "GET" else {}


def chosen() -> preferences.Preferences:
    """The reader's preferences for this page."""
    language = (request.view_args or {}).get("language", "")
    return preferences.read(request.cookies.get(preferences.COOKIE, ""), request.args, language if language in LANGUAGES else "")


def remember(response: Response) -> Response:
    """Keep what the address asked for, on this machine only."""
    names = {option.name for option in preferences.OPTIONS} | {"script"}
    reading = request.endpoint not in ("pages.files", "pages.download")
    if request.method == "GET" and response.status_code == 200 and reading and names & set(request.args):
        response.set_cookie(preferences.COOKIE, chosen().cookie(), max_age=YEAR, httponly=True, samesite="Strict")
    if request.args.get("ui") in INTERFACE:
        response.set_cookie("ui", request.args["ui"], max_age=YEAR, httponly=True, samesite="Strict")
    return response


def explained(problem: OqyrmanError) -> tuple[str, int]:
    """The page of an error of ours."""
    return render_template("error.html", message=explain(problem, ui()), status=problem.status), problem.status


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
