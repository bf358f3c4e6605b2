"""`oqyrman glossary` and `oqyrman names`: the glossary as a file, and what became of each name in a translation."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from webapp import config
from webapp.document import Mention, MentionStatus
from webapp.errors import InputError, UsageError
from webapp.naming import Policy
from webapp.terminal import deliver

POLICIES = tuple(policy.value for policy in Policy)
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands to the parser."""
    glossary = commands.add_parser("glossary", help="check the glossary, find its names in a text, export it or import one")
    actions = glossary.add_subparsers(required=True, metavar="ACTION")

    one = actions.add_parser("check", help="say what is wrong in a glossary, with line and column")
    one.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a CSV file; the glossary that comes with the program if left out")
    one.set_defaults(command=check)

    one = actions.add_parser("find", help="list the names that a text mentions")
    one.add_argument("file", metavar="FILE", help="a .txt or saved .html file, - for standard input")
    one.add_argument("--glossary", type=Path, metavar="FILE", help="your own glossary (CSV), laid over the one that comes with the program")
    one.set_defaults(command=find)

    one = actions.add_parser("export", help="write the glossary, your own layer included, as a file")
    one.add_argument("--format", choices=("tbx", "csv"), default="csv", help="TBX-Basic (ISO 30042) or CSV (default: csv)")
    one.add_argument("--glossary", type=Path, metavar="FILE", help="your own glossary (CSV) instead of the one that was imported")
    one.add_argument("-o", "--output", type=Path, help="write to this file instead of standard output")
    one.set_defaults(command=export)

    one = actions.add_parser("import", help="take a TBX or CSV file as your own layer over the glossary")
    one.add_argument("file", type=Path, metavar="FILE", help="a .tbx or .csv file")
    one.set_defaults(command=import_)

    names = commands.add_parser("names", help="say what became of each name: kept, repaired, missing")
    names.add_argument("report", metavar="REPORT", help="what “oqyrman translate --format json” wrote, - for standard input")
    names.set_defaults(command=report)


def check_date(date: str) -> None:
    """Raise UsageError for an article's date that is no ISO date."""
    if date and not _DATE.fullmatch(date):
        raise UsageError(detail=f"--date {date} is not a date; write it as 2020-04-01.")


def own_layer() -> Path | None:
    """The reader's own glossary in the data folder, or None."""
    path = config.load().data / "glossary.csv"
    return path if path.exists() else None


def check(options: argparse.Namespace) -> None:
    """`oqyrman glossary check`: a line a problem; exit code 1 where one is an error."""
    from webapp import glossary, library

    path = options.file or library.curated_path()
    problems = glossary.check(path)
    for problem in problems:
        print(f"{path}: {problem}")
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        raise InputError(detail=f"{path} has {errors} error{'s' * (errors > 1)}; each is listed with line and column")
    known = glossary.load(path)
    print(f"{path}: {len(known.concepts)} concepts, {len(known.designations)} names, {len(problems)} warnings, no error")


def find(options: argparse.Namespace) -> None:
    """`oqyrman glossary find`: block, characters, concept, the name as written, the name it is; then counts."""
    from webapp import library
    from webapp.ingest import ingest

    data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    document = ingest(data, options.file, limit=config.load().max_characters)
    glossary = library.layered(options.glossary or own_layer())
    counts: Counter[str] = Counter()
    for number, block in enumerate(document.blocks, 1):
        for match in glossary.find(block.text):
            print(f"{number}:{match.start + 1}-{match.end}\t{match.concept}\t{match.written}\t{match.designation.en}\t{match.designation.status}")
            counts[match.concept] += 1
    print(f"{sum(counts.values())} mentions of {len(counts)} concepts", file=sys.stderr)


def export(options: argparse.Namespace) -> None:
    """`oqyrman glossary export`."""
    from webapp import glossary, library, tbx

    known = library.layered(options.glossary or own_layer())
    deliver(tbx.to_tbx(known) if options.format == "tbx" else glossary.to_csv(known).encode(), options.output)


def import_(options: argparse.Namespace) -> None:
    """`oqyrman glossary import`: the file becomes the reader's own layer, in place of the one before."""
    from webapp import glossary, tbx

    data = options.file.read_bytes()
    is_xml = options.file.suffix.lower() in (".tbx", ".xml") or data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    known = tbx.from_tbx(data) if is_xml else glossary.load(options.file)
    path = config.load().data / "glossary.csv"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    deliver(glossary.to_csv(known).encode(), path)
    print(f"{len(known.concepts)} concepts with {len(known.designations)} names now stand over the glossary, in {path}")


def report(options: argparse.Namespace) -> None:
    """`oqyrman names`: a line a mention (sentence, status, what was written, asked for and stands, how), then counts."""
    data = sys.stdin.buffer.read() if options.report == "-" else Path(options.report).read_bytes()
    counts: Counter[str] = Counter()
    for number, mention in mentions(data):
        counts[mention["status"]] += 1
        cells = (number, mention["status"], mention["written"], mention["shown"], mention["target"] or "—", mention["why"])
        print("\t".join(map(str, cells)).rstrip())
    total = sum(counts.values())
    print(f"{total} mentions: " + ", ".join(f"{counts[status.value]} {status.value}" for status in MentionStatus))


def mentions(data: bytes) -> list[tuple[int, dict[str, Any]]]:
    """Each mention of a JSON export with its sentence's number, from 1. Raises InputError."""
    try:
        segments = json.loads(data)["segments"]
        found = [(item["index"] + 1, mention) for item in segments for mention in item["mentions"]]
        for _, mention in found:
            Mention(**{**mention, "status": MentionStatus(mention["status"])})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise InputError(detail="it is not what “oqyrman translate --format json” writes") from problem
    return found
