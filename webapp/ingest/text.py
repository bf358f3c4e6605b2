"""Plain text -> Document: blank lines part blocks, and what a line is can be seen from its shape."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

from webapp.document import Block, BlockKind, Document
from webapp.errors import NotText
from webapp.ingest.clean import caption, clean, is_caption, is_residue, one_line

_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.?!:;,]['\"”’)]*$")
HEADING_LENGTH = 120
"""A line standing alone, at most this long and not ending like a sentence, is a heading."""


def decode(data: bytes) -> str:
    """Bytes to text: UTF-8, UTF-16 by its mark, else the encoding that fits best.

    Raises NotText for binary data and for bytes in no encoding that fits.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as problem:
                raise NotText(detail=f"it says it is {encoding.upper()} and is not") from problem
    if b"\0" in data:
        raise NotText(detail="it holds binary data")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in data[:4096])
    best = from_bytes(data).best()
    if control > len(data[:4096]) / 50 or best is None:
        raise NotText(detail="its encoding is not known")
    return str(best)


def read(data: bytes, origin: str) -> Document:
    """A text file's bytes to a Document. Raises NotText."""
    return from_text(decode(data), origin)


def from_text(text: str, origin: str = "pasted") -> Document:
    """Text to a Document.

    Blank lines part blocks; where there are none, each line is a block. The
    first block, if it is shaped like a heading, is the title.
    """
    text = clean(text)
    parts = re.split(r"\n[ ]*\n", text) if re.search(r"\S\n[ ]*\n\s*\S", text) else text.split("\n")
    blocks: list[Block] = []
    for part in parts:
        lines = [line.strip() for line in part.split("\n") if line.strip() and not is_residue(line)]
        if lines and all(_BULLET.match(line) for line in lines):
            blocks += [Block(BlockKind.LIST_ITEM, _BULLET.sub("", line), 1) for line in lines]
        elif lines:
            blocks.append(_block(lines, first=not blocks))
    title = blocks[0].text if blocks and blocks[0].kind is BlockKind.HEADING else ""
    return Document(title=title, blocks=tuple(blocks), origin=origin)


def _block(lines: list[str], first: bool) -> Block:
    text = one_line(" ".join(lines))
    heading = _MARKDOWN_HEADING.match(text)
    if heading:
        return Block(BlockKind.HEADING, text[heading.end() :], len(heading[1]))
    if all(line.startswith(">") for line in lines):
        return Block(BlockKind.QUOTATION, one_line(" ".join(line.lstrip("> ") for line in lines)))
    if is_caption(text):
        return Block(BlockKind.CAPTION, caption(text))
    alone = len(lines) == 1 and len(text) <= HEADING_LENGTH and any(c.isalpha() for c in text)
    if alone and (not _ENDS_SENTENCE.search(text) or text.endswith(("….", "...", "?"))):
        return Block(BlockKind.HEADING, text, 1 if first else 2)
    return Block(BlockKind.PARAGRAPH, text)
