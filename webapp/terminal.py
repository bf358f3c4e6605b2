"""What every command writes to the terminal: its result, a counter, a warning."""

from __future__ import annotations

import sys
from pathlib import Path

from webapp.errors import InputError


def progress(done: int, total: int) -> None:
    """A counter on standard error, for a person who waits; silent where nobody looks."""
    if sys.stderr.isatty():
        print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def warn_unfit(fit: bool, target: str) -> None:
    """Say on standard error, in the reader's language and in English, that a package is unfit."""
    if not fit:
        from webapp.i18n import say
        from webapp.quality import UNFIT_SHORT

        for language in dict.fromkeys((target, "en")):
            print(f"oqyrman: {say(UNFIT_SHORT, language)}", file=sys.stderr)


def deliver(content: bytes, output: Path | None) -> None:
    """Write the result: to standard output, or beside the file and renamed, so that it is never half a file."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    if output.is_dir():
        raise InputError(detail=f"{output} is a folder; name a file")
    from webapp.export import write

    write(output, content)
