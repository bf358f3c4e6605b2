"""`python -m tools.catalogues`: every sentence of the interface into the catalogues, and the catalogues compiled.

Sentences come from the templates and `gettext(…)` calls, as Babel finds them,
and from the tables that hold sentences (errors, findings, qualities, choices).
A translation that is there is kept; a new sentence comes in untranslated, and
`tests/test_catalogues.py` fails until it is translated.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from webapp import checks, export, preferences, quality
from webapp.errors import DETAILS, OqyrmanError
from webapp.i18n import CATALOGUES, INTERFACE

WEBAPP = Path(__file__).resolve().parent.parent / "webapp"


def _errors(kind: type[OqyrmanError]) -> Iterator[str]:
    yield kind.template
    for child in kind.__subclasses__():
        yield from _errors(child)


def sentences() -> list[str]:
    """Every sentence that the interface can say, in English, each once, in a stable order."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    found = [str(message) for _, _, message, _, _ in extract_from_dir(str(WEBAPP), methods, {"templates/**.html": {"trimmed": "true"}})]
    found += [*_errors(OqyrmanError), *DETAILS]
    found += checks.MESSAGES.values()
    found += [quality.UNREVIEWED, quality.MEASURED, quality.UNFIT, quality.UNMEASURED, quality.UNFIT_SHORT]
    found += [text for option in preferences.OPTIONS for text in (option.label, *option.values.values())]
    found += preferences.SCRIPT_LABELS.values()
    found += [exporter.label for exporter in export.EXPORTERS.values()]
    return sorted(set(found) - {""})


def path(language: str) -> Path:
    """A language's catalogue."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """A language's catalogue as it is, or an empty one."""
    if not path(language).exists():
        return Catalog(locale=language, project="Oqyrman", charset="utf-8")
    with path(language).open("rb") as file:
        return pofile.read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The catalogue with exactly the sentences that there are."""
    old = read(language)
    new = Catalog(locale=language, project="Oqyrman", version="", charset="utf-8", creation_date=None, revision_date=None)
    for sentence in sentences():
        known = old.get(sentence)
        new.add(sentence, known.string if known else "", flags=(known.flags if known else ()))
    return new


def compiled(catalogue: Catalog) -> bytes:
    """The .mo file's bytes."""
    out = io.BytesIO()
    # Without a date of its own Babel writes the present minute into the file.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    mofile.write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    """Bring every catalogue up to date and say what is still to be translated."""
    for language in INTERFACE[1:]:
        catalogue = updated(language)
        path(language).parent.mkdir(parents=True, exist_ok=True)
        out = io.BytesIO()
        pofile.write_po(out, catalogue, width=0, omit_header=False)
        dated = (b'"POT-Creation', b'"PO-Revision', b'"Generated-By')
        kept = [line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(dated)]
        path(language).write_bytes(b"".join(kept))
        path(language).with_suffix(".mo").write_bytes(compiled(read(language)))
        missing = [message.id for message in catalogue if message.id and not message.string]
        print(f"{language}: {len(catalogue)} sentences, {len(missing)} to translate")
        for sentence in missing:
            print(f"    {sentence}")


if __name__ == "__main__":
    main()
