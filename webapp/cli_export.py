"""`oqyrman export`: what the library keeps, as a file; several articles as a zip of files."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from webapp import config
from webapp.document import Translation
from webapp.errors import UsageError
from webapp.languages import LANGUAGES, TARGETS
from webapp.memory import Memory, applied
from webapp.naming import Policy
from webapp.terminal import deliver, warn_unfit

if TYPE_CHECKING:
    from webapp.library import Library


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    one = commands.add_parser("export", help="write articles of the library as files; without a number, list them")
    one.add_argument("article", nargs="*", type=int, help="the article's number, as it stands in its address; several become a zip")
    one.add_argument("--to", choices=TARGETS, metavar="|".join(TARGETS), help="the language")
    one.add_argument("--format", default="docx", help="docx, odt, epub, pdf, html, txt, md, tmx, xliff, csv, tsv, json (default: docx)")
    one.add_argument("--layout", default="", choices=("", "translation", "side-by-side", "interlinear"), help="with the source or without")
    one.add_argument("--script", default="", help="ISO 15924 code of the script to write in: cyrl, latn, arab")
    one.add_argument("--naming", default="as-written", choices=tuple(Policy), help="which of its names a place or people gets")
    one.add_argument("--names", action="store_true", help="add the table of the names used")
    one.add_argument("-o", "--output", type=Path, help="the file to write; standard output if left out")
    one.set_defaults(command=export)


def export(options: argparse.Namespace) -> None:
    """The command. Raises UsageError, NotFound, NoPackage."""
    from webapp.export import EXPORTERS, ExportOptions, filename
    from webapp.export import export as exported
    from webapp.export.files import zipped
    from webapp.library import Library

    library = Library(config.load())
    if not options.article:
        deliver("".join(f"{item.id}\t{item.title}\n" for item in library.store.articles()).encode(), options.output)
        return
    if options.to is None:
        raise UsageError(detail="Say the language: --to kk, ru or ug.")
    if options.format not in EXPORTERS:
        raise UsageError(detail=f"There is no format {options.format}; there are {', '.join(EXPORTERS)}.")
    if options.script and options.script not in LANGUAGES[options.to].scripts:
        scripts = ", ".join(LANGUAGES[options.to].scripts)
        raise UsageError(detail=f"{LANGUAGES[options.to].english} is written here in {scripts}, not in {options.script}.")
    try:
        made = [(number, corrected(library, number, options.to, options.naming)) for number in options.article]
    finally:
        library.jobs.close()
    fit = all(translation.provenance.package.fit for _, translation in made)
    warn_unfit(fit, options.to)
    layout = options.layout or ("translation" if fit else "side-by-side")
    choice = ExportOptions(layout=layout, script=options.script, names_appendix=options.names)
    files = [(f"{number}-{filename(translation, options.format)}", exported(translation, options.format, choice)) for number, translation in made]
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).timestamp()), UTC)
    deliver(files[0][1] if len(files) == 1 else zipped(files, moment), options.output)


def corrected(library: Library, number: int, target: str, naming: str) -> Translation:
    """An article's translation with the reader's corrections in their places. Raises NotFound, NoPackage."""
    made = library.translation(number, target, naming)
    names = library.naming(made.document, tuple(item.segment for item in made.segments), made.target, naming)
    sources = [names.named(item.segment).text for item in made.segments]
    corrections = Memory(library.store).find(target, sources)
    return replace(made, segments=tuple(applied(item, corrections.get(text)) for item, text in zip(made.segments, sources, strict=True)))
