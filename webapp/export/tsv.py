"""TSV: the table of `webapp.export.csv` with tabs between its cells; cells hold neither tabs nor line ends."""

from __future__ import annotations

from webapp.export.csv import table
from webapp.export.view import View


def render(view: View) -> bytes:
    """`view` as tab-separated UTF-8 without a byte order mark."""
    return table(view, "\t").encode()
