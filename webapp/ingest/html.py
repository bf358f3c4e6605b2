"""A saved HTML page -> Document: trafilatura finds the article in the page, and never the network.

Trafilatura is given bytes, not an address, so its downloader is not involved.
For a page in which it finds nothing (a fragment, a very short note) nh3 strips
everything but plain structure and what is left is taken as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

import nh3
from lxml import etree
from lxml import html as lxml_html

from webapp.document import Block, BlockKind, Document
from webapp.ingest.clean import caption, is_caption, is_residue, one_line
from webapp.ingest.text import decode

_KINDS = {
    "head": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "quote": BlockKind.QUOTATION,
    "item": BlockKind.LIST_ITEM,
    "ab": BlockKind.PARAGRAPH,
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "blockquote": BlockKind.QUOTATION,
    "li": BlockKind.LIST_ITEM,
    "figcaption": BlockKind.CAPTION,
}
"""Element of trafilatura's XML (TEI-like) or of HTML -> kind of block."""


def read(data: bytes, origin: str) -> Document:
    """A page's bytes to a Document; its title and date come from the page's own metadata. Raises NotText."""
    import trafilatura.settings  # takes most of a second: only those who read a page wait for it

    page = decode(data)
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True)
    title = date = ""
    blocks: list[Block] = []
    if isinstance(found, trafilatura.settings.Document):
        title, date = one_line(found.title or ""), (found.date or "")[:10]
        blocks = list(_blocks(found.body))
    if not blocks:
        kept = nh3.clean(page, tags=set(_KINDS) | {"ul", "ol"}, clean_content_tags={"script", "style", "title"}, attributes={})
        blocks = list(_blocks(lxml_html.fragment_fromstring(kept, create_parent="div"))) if kept.strip() else []
    if title:
        rest = blocks[1:] if blocks and blocks[0].text == title else blocks
        blocks = [Block(BlockKind.HEADING, title, 1), *rest]
    return Document(title=title, blocks=tuple(blocks), origin=origin, date=date)


def _blocks(body: etree._Element, plain: BlockKind = BlockKind.PARAGRAPH) -> Iterator[Block]:
    """The blocks of a tree in reading order; text outside any known element is a `plain` block of its own."""
    if body.text and body.text.strip():
        yield from _block(plain, body.text, 0)
    for element in body:
        kind = _KINDS.get(element.tag) if isinstance(element.tag, str) else None
        if kind is BlockKind.PARAGRAPH:
            kind = plain
        if kind is BlockKind.HEADING:
            rend = element.get("rend", str(element.tag))
            yield from _block(kind, _text(element), max(2, int(rend[1])) if rend[1:].isdigit() else 2)
        elif kind is None or any(child.tag in _KINDS for child in element):
            yield from _blocks(element, kind if kind is BlockKind.QUOTATION else plain)
        else:
            yield from _block(kind, _text(element), 1 if kind is BlockKind.LIST_ITEM else 0)
        if element.tail and element.tail.strip():
            yield from _block(plain, element.tail, 0)


def _text(element: etree._Element) -> str:
    for line_break in element.iter("lb", "br"):
        line_break.tail = " " + (line_break.tail or "")
    return "".join(str(part) for part in element.itertext())


def _block(kind: BlockKind, text: str, level: int) -> Iterator[Block]:
    line = one_line(" ".join(text.split()))
    if is_caption(line):
        kind, line, level = BlockKind.CAPTION, caption(line), 0
    if line and not is_residue(line):
        yield Block(kind, line, level)
