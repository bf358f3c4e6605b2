"""Oqyrman: an English article in Kazakh, Russian and Uyghur, on the reader's own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.config import Settings

__version__ = "0.1.0"


def create_app(settings: Settings | None = None) -> Flask:
    """The web application. `settings` come from the environment unless given. Raises UsageError, StoreError."""
    from flask import Flask

    from webapp import api, config, library, security, views

    settings = settings or config.load()
    app = Flask(__name__)
    # Our own limits answer with the text still in its box, so Flask's stand well above them.
    app.config.update(MAX_CONTENT_LENGTH=64 * 2**20, MAX_FORM_MEMORY_SIZE=64 * 2**20, JSON_AS_ASCII=False)
    app.extensions["library"] = library.Library(settings)
    security.init_app(app, settings.hosts)
    views.init_app(app)
    api.init_app(app)
    return app
