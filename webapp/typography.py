"""A machine's text set as in print, each letter where it was, so that places in it stay right."""

from __future__ import annotations

import re

_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_STRAIGHT = re.compile(r'(?<!«)"([^"«»]*)"(?!»)')


def quoted(text: str) -> str:
    """«» for each pair of straight quotation marks, as the press of all three languages has them."""
    return _STRAIGHT.sub(r"«\1»", text)


def printed(text: str) -> str:
    """`quoted`, and a no-break space inside numbers: a plain one lets "80 000" part, or turn round in right-to-left text."""
    return quoted(_GROUPS.sub("\u00a0", text))
