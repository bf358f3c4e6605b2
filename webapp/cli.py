"""The command line: `oqyrman translate | packages | transliterate | glossary | names | export | serve`.

Only the result goes to standard output; progress and warnings to standard
error. Exit codes: 0 done, 2 wrong use, 1 anything else, with one sentence that
says what happened and what to do.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from webapp import __version__, cli_export, cli_names, config
from webapp.errors import OqyrmanError, UsageError
from webapp.languages import LANGUAGES, TARGETS
from webapp.terminal import deliver, progress, warn_unfit

Command = Callable[[argparse.Namespace], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    options = parser().parse_args(arguments)
    try:
        options.command(options)
        sys.stdout.flush()
        return 0
    except OqyrmanError as problem:
        print(f"oqyrman: {problem}", file=sys.stderr)
        return problem.exit_code
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        # The reader of our output went away (as `head` does): nothing is wrong, and nothing is left to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as problem:
        print(f"oqyrman: {problem.filename or ''}: {problem.strerror or problem}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="oqyrman", description="Read an English article in Kazakh, Russian or Uyghur, offline.")
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("translate", help="translate an article, or each line of a file")
    one.add_argument("source", nargs="?", help="a .txt or saved .html file, - for standard input; the bundled article if left out")
    one.add_argument("--to", required=True, choices=TARGETS, metavar="|".join(TARGETS), help="the language to read it in")
    one.add_argument("--format", default="txt", help="what to write: txt, html, json, … (default: txt)")
    one.add_argument("--layout", default="", choices=("", "translation", "side-by-side", "interlinear"), help="with the source or without")
    one.add_argument("--script", default="", help="ISO 15924 code of the script to write in: cyrl, latn, arab")
    one.add_argument("--lines", metavar="FILE", help="translate each line of FILE (- for standard input) as one segment")
    one.add_argument("--date", default="", help="the article's own date (ISO 8601)")
    one.add_argument("--naming", default="as-written", choices=cli_names.POLICIES, help="which of its names a place or people gets")
    one.add_argument("--glossary", type=Path, metavar="FILE", help="your own glossary (CSV), laid over the one that comes with the program")
    one.add_argument("-o", "--output", type=Path, help="write to this file instead of standard output")
    one.set_defaults(command=translate)

    listing = commands.add_parser("packages", help="list the translation packages, install one or remove one")
    listing.add_argument("action", nargs="?", default="list", choices=("list", "install", "remove"))
    listing.add_argument("name", nargs="?", help="the .argosmodel file to install, or the name of the package to remove")
    listing.set_defaults(command=packages)

    script = commands.add_parser("transliterate", help="write a text (standard input) in another script")
    script.add_argument("--lang", required=True, choices=TARGETS)
    script.add_argument("--from", dest="source", default="", help="the script it is in (default: the language's own)")
    script.add_argument("--to", required=True, help="ISO 15924 code: cyrl, latn, arab")
    script.set_defaults(command=transliterate)

    cli_names.add(commands)
    cli_export.add(commands)

    serve_ = commands.add_parser("serve", help="serve the reading pages on this machine")
    serve_.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    serve_.add_argument("--port", type=int, help="port to listen on (default: 5000)")
    serve_.set_defaults(command=serve)
    return top


def translate(options: argparse.Namespace) -> None:
    """`oqyrman translate`."""
    from webapp import library, pipeline
    from webapp.engine import ArgosEngine
    from webapp.packages import find

    settings = config.load()
    cli_names.check_date(options.date)
    if options.script and options.script not in LANGUAGES[options.to].scripts:
        scripts = ", ".join(LANGUAGES[options.to].scripts)
        raise UsageError(detail=f"{LANGUAGES[options.to].english} is written here in {scripts}, not in {options.script}.")
    if options.lines:
        if options.source:
            raise UsageError(detail="--lines names the file itself; leave out SOURCE.")
        lines(options, settings)
        return
    from webapp import export

    if options.format not in export.EXPORTERS:
        raise UsageError(detail=f"There is no format {options.format}; there are {', '.join(export.EXPORTERS)}.")
    if options.source is None:
        document = library.bundled()
    else:
        from webapp.ingest import ingest

        name = "standard input" if options.source == "-" else options.source
        data = sys.stdin.buffer.read() if options.source == "-" else Path(options.source).read_bytes()
        document = ingest(data, name, limit=settings.max_characters)
    if options.date:
        document = replace(document, date=options.date)
    engine = ArgosEngine(find(settings.models, "en", options.to), threads=settings.threads, beam_size=settings.beam_size)
    glossary = library.layered(options.glossary or cli_names.own_layer())
    translation = pipeline.translate(document, engine, progress, glossary=glossary, naming=options.naming)
    warn_unfit(engine.package.fit, options.to)
    layout = options.layout or ("translation" if engine.package.fit else "side-by-side")
    chosen = export.ExportOptions(layout=layout, script=options.script)
    deliver(export.export(translation, options.format, chosen), options.output)


def lines(options: argparse.Namespace, settings: config.Settings) -> None:
    """`oqyrman translate --lines`: as many lines out as in, in their order."""
    from webapp import library, pipeline
    from webapp.document import Block, BlockKind, Document, Segment
    from webapp.engine import ArgosEngine
    from webapp.ingest.text import decode
    from webapp.packages import find
    from webapp.transliteration import transliterate as written

    data = sys.stdin.buffer.read() if options.lines == "-" else Path(options.lines).read_bytes()
    text = decode(data)
    rows = text.split("\n")
    if rows[-1] == "":
        rows.pop()
    engine = ArgosEngine(find(settings.models, "en", options.to), threads=settings.threads, beam_size=settings.beam_size)
    segments = [Segment(number, number, row.strip()) for number, row in enumerate(rows)]
    document = Document("", tuple(Block(BlockKind.PARAGRAPH, item.text) for item in segments), date=options.date)
    names = pipeline.Naming.of(document, segments, library.layered(options.glossary or cli_names.own_layer()), options.to, options.naming)
    out: list[str] = []
    own = LANGUAGES[options.to].script
    for item in pipeline.translate_segments(segments, engine, names):
        # A line may hold what only looks like the end of one (U+2028, form feed): it must not become two.
        line = " ".join(item.text.split())
        out.append(written(line, options.to, own, options.script) if options.script and options.script != own else line)
        progress(len(out), len(segments))
    warn_unfit(engine.package.fit, options.to)
    deliver("".join(line + "\n" for line in out).encode("utf-8", "replace"), options.output)


def packages(options: argparse.Namespace) -> None:
    """`oqyrman packages`: one block a package, or install and remove."""
    from webapp import packages as store
    from webapp.errors import DamagedPackage

    settings = config.load()
    own = settings.data / "packages"
    if options.action == "install":
        if not options.name:
            raise UsageError(detail="Name the .argosmodel file to install.")
        package = store.install(Path(options.name), own)
        print(f"{package.source} → {package.target} {package.version} is installed in {package.path}")
        return
    if options.action == "remove":
        for item in store.installed((own,)):
            if not isinstance(item, DamagedPackage) and item.name == options.name:
                store.remove(item)
                print(f"{item.name} is removed")
                return
        raise UsageError(detail=f"No package {options.name} was installed in {own}; “oqyrman packages” lists them.")
    for item in store.installed(settings.models):
        if isinstance(item, DamagedPackage):
            print(f"oqyrman: {item}", file=sys.stderr)
            continue
        print(f"{item.source} → {item.target}  version {item.version}  {item.licence or 'licence not stated'}")
        print(f"  SHA-256 {item.sha256()}")
        scores = "  ".join(f"{name} {value:g}" for name, value in item.scores) or "not measured"
        print(f"  scores  {scores}{'' if item.fit else f'  (unfit: below chrF {store.FIT:.0f} on FLORES-200 devtest)'}")
        print(f"  {item.path}")


def transliterate(options: argparse.Namespace) -> None:
    """`oqyrman transliterate`: standard input to standard output."""
    from webapp.transliteration import UnknownScript
    from webapp.transliteration import transliterate as written

    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        result = written(text, options.lang, options.source or LANGUAGES[options.lang].script, options.to)
    except UnknownScript as problem:
        raise UsageError(detail=str(problem)) from problem
    deliver(result.encode("utf-8", "replace"), None)


def serve(options: argparse.Namespace) -> None:
    """`oqyrman serve`: the pages, on Waitress, until it is stopped."""
    import waitress

    from webapp import create_app

    settings = config.load()
    host = options.host or settings.host
    settings = replace(settings, host=host, port=options.port or settings.port, hosts=(*dict.fromkeys((*settings.hosts, host)),))
    app = create_app(settings)
    print(f"Oqyrman is at http://{settings.host}:{settings.port} (Ctrl+C stops it)", file=sys.stderr, flush=True)
    # A page that follows a translation holds a thread until it is done.
    waitress.serve(app, host=settings.host, port=settings.port, threads=16, ident=None)


if __name__ == "__main__":
    sys.exit(main())
