"""The interface's sentences in English, Kazakh, Russian and Uyghur.

An English sentence is the message id; `{name}` placeholders are filled after
translation. The catalogues (`translations/XX/LC_MESSAGES/messages.po`) serve
the page, through Flask-Babel, and the command line, through `say`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.support import NullTranslations, Translations

from webapp.errors import OqyrmanError

CATALOGUES = Path(__file__).resolve().parent / "translations"
INTERFACE = ("en", "kk", "ru", "ug")


@lru_cache(maxsize=8)
def catalogue(language: str) -> NullTranslations:
    """The catalogue of a language; English, and a language without one, give every sentence back as it is."""
    return Translations.load(str(CATALOGUES), [language])


def say(sentence: str, language: str, **values: str) -> str:
    """A sentence of the interface in `language`, its placeholders filled."""
    text = catalogue(language).gettext(sentence)
    return text.format(**values) if values else text


def explain(problem: OqyrmanError, language: str) -> str:
    """What an error says to a reader, in `language`."""
    values = {name: say(value, language) if value else "" for name, value in problem.values.items()}
    return say(problem.template, language, **values)
