"""The same translation for other programs on this machine: JSON in, JSON out, nothing kept.

    POST /api/translate   {"text": "…", "to": "kk", "naming": "both", "date": "2020-04-01", "script": "latn"}
    GET  /api/packages    what there is to translate with

The answer to the first is the lossless JSON export (`webapp.export.json`). An
error is {"error": its kind, "message": the sentence, in the language of
Accept-Language}, with its status.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, request

from webapp import export, packages, pipeline
from webapp.errors import DamagedPackage, OqyrmanError, UsageError
from webapp.export import ExportOptions
from webapp.i18n import INTERFACE, explain
from webapp.ingest import ingest
from webapp.languages import LANGUAGES, TARGETS
from webapp.library import Library
from webapp.naming import Policy

api = Blueprint("api", __name__, url_prefix="/api")


def init_app(app: Flask) -> None:
    """Put the calls into `app`."""
    app.register_blueprint(api)


def library() -> Library:
    """The application's library."""
    found: Library = current_app.extensions["library"]
    return found


@api.post("/translate")
def translate() -> Response:
    """Translate a text; it is not put into the library."""
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise UsageError(detail='Send JSON: {"text": "…", "to": "kk"}.')
    target = one_of(asked, "to", TARGETS, "")
    script = one_of(asked, "script", LANGUAGES[target].scripts, LANGUAGES[target].script)
    naming = one_of(asked, "naming", tuple(Policy), Policy.AS_WRITTEN)
    document = ingest(asked["text"].encode("utf-8", "replace"), "", limit=library().settings.max_characters)
    document = replace(document, date=str(asked.get("date", "")))
    made = pipeline.translate(document, library().engines.get(target), glossary=library().glossary, naming=naming)
    return Response(export.export(made, "json", ExportOptions(script=script)), mimetype="application/json")


@api.get("/packages")
def installed() -> Response:
    """The packages: pair, version, licence, scores, hash, and whether each is fit; a damaged one with what is wrong."""
    rows: list[dict[str, Any]] = []
    for item in packages.installed(library().settings.models):
        rows.append({"error": str(item)} if isinstance(item, DamagedPackage) else asdict(item.info()) | {"scores": dict(item.scores)})
    return jsonify(rows)


def one_of(asked: dict[str, Any], name: str, values: tuple[str, ...], default: str) -> str:
    """A value of the request that must be one of `values`. Raises UsageError that says which there are."""
    value = asked.get(name, default)
    if value not in values:
        raise UsageError(detail=f"“{name}” must be one of {', '.join(values)}.")
    return str(value)


@api.errorhandler(OqyrmanError)
def explained(problem: OqyrmanError) -> tuple[Response, int]:
    """An error as JSON."""
    language = request.accept_languages.best_match(INTERFACE, "en") or "en"
    return jsonify({"error": type(problem).__name__, "message": explain(problem, language)}), problem.status
