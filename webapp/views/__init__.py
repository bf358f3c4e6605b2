"""The pages, one module a concern: the shelf, reading, names, corrections, the memory, files.

What they show comes from `library` and `memory`; how it looks, from `templates/`.
"""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel, get_locale
from werkzeug.exceptions import HTTPException

from webapp import export, preferences
from webapp.errors import OqyrmanError
from webapp.i18n import INTERFACE
from webapp.languages import LANGUAGES, TARGETS
from webapp.views import editing, files, names, passages, reading, remembered, shelf, site

__all__ = ["editing", "files", "init_app", "names", "passages", "reading", "remembered", "shelf"]


def init_app(app: Flask) -> None:
    """Put the pages, the interface languages and the error pages into `app`."""
    Babel(app, locale_selector=site.interface_language, default_locale="en", default_translation_directories="translations")
    app.register_blueprint(site.pages)
    app.register_error_handler(OqyrmanError, site.explained)
    app.register_error_handler(HTTPException, site.refused)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        LANGUAGES=LANGUAGES,
        TARGETS=TARGETS,
        EXPORTERS=export.EXPORTERS,
        LOOK=preferences.LOOK,
        TEXT=preferences.TEXT,
        SCRIPT_LABELS=preferences.SCRIPT_LABELS,
        note=passages.note,
        marks=passages.marks,
        group_of=passages.group,
        GROUPS=passages.groups,
        pieces=passages.pieces,
        changed=passages.changed,
    )
    app.context_processor(
        lambda: {
            "ui": LANGUAGES[str(get_locale())],
            "INTERFACE": INTERFACE,
            "preferences": site.chosen(),
            "address": site.address(),
            "arguments": site.arguments(),
        }
    )
    app.after_request(site.remember)
