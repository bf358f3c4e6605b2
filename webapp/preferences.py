"""How a reader likes to read: remembered in a cookie, and in the address when it is there.

One row an option: its name, the values it can have (the first is the default)
and the English label of each. An address wins over the cookie, so that a page
can be bookmarked or sent as it is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

from webapp.languages import LANGUAGES

COOKIE = "reading"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a reader can choose: its English label, and the label of each value."""

    name: str
    label: str
    values: Mapping[str, str]


OPTIONS: tuple[Option, ...] = (
    Option(
        "layout",
        "Layout",
        {"": "Automatic", "translation": "Translation alone", "side": "Side by side", "interlinear": "Sentence under sentence"},
    ),
    Option(
        "naming",
        "Contested names",
        {
            "": "As the author wrote them",
            "community": "As the people of the place say",
            "official": "Official on the article’s date",
            "current": "Today’s official names",
            "both": "Both names at the first mention",
        },
    ),
    Option("size", "Type size", {"": "Medium", "s": "Small", "l": "Large", "xl": "Very large"}),
    Option("width", "Line width", {"": "Medium", "narrow": "Narrow", "wide": "Wide"}),
    Option("face", "Typeface", {"": "Serif", "sans": "Sans serif"}),
    Option("theme", "Colours", {"": "As the system", "light": "Light", "dark": "Dark", "sepia": "Sepia"}),
)
"""What can be chosen whatever the language; the script is chosen beside these, from the language's own."""

TEXT, LOOK = OPTIONS[:2], OPTIONS[2:]
"""What changes the text of a reading, and what changes only the look of every page."""

SCRIPT_LABELS: Mapping[str, str] = MappingProxyType({"cyrl": "Cyrillic", "latn": "Latin", "arab": "Arabic script"})


@dataclass(frozen=True, slots=True)
class Preferences:
    """A reader's choices; "" is the default of each. `scripts` holds one script for each language chosen."""

    layout: str = ""
    naming: str = ""
    size: str = ""
    width: str = ""
    theme: str = ""
    face: str = ""
    scripts: tuple[tuple[str, str], ...] = ()

    def script(self, language: str) -> str:
        """The script to show a language in."""
        chosen = dict(self.scripts).get(language, "")
        return chosen if chosen in LANGUAGES[language].scripts else LANGUAGES[language].script

    @property
    def policy(self) -> str:
        """The naming policy by its own name."""
        return self.naming or "as-written"

    def cookie(self) -> str:
        """The choices as they are kept in the cookie."""
        return urlencode([*((o.name, getattr(self, o.name)) for o in OPTIONS if getattr(self, o.name)), *_script_keys(self.scripts)])

    def query(self, language: str) -> dict[str, str]:
        """The choices as they stand in an address of a page in `language`."""
        values = {o.name: getattr(self, o.name) for o in OPTIONS if getattr(self, o.name)}
        if self.script(language) != LANGUAGES[language].script:
            values["script"] = self.script(language)
        return values


def _script_keys(scripts: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(f"script.{language}", script) for language, script in scripts]


def read(cookie: str, query: Mapping[str, str], language: str = "") -> Preferences:
    """The reader's choices from the cookie, overridden by the address; anything unknown is left out."""
    kept = dict(parse_qsl(cookie))
    if query.get("naming") == "as-written":
        query = {**query, "naming": ""}
    values = {o.name: v for o in OPTIONS if (v := query.get(o.name, kept.get(o.name, ""))) in o.values}
    scripts = {code: kept[f"script.{code}"] for code in LANGUAGES if kept.get(f"script.{code}") in LANGUAGES[code].scripts}
    if language and query.get("script") in LANGUAGES[language].scripts:
        scripts[language] = query["script"]
    return Preferences(**values, scripts=tuple(sorted(scripts.items())))
