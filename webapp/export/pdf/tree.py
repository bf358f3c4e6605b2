"""Everything of a PDF that is not on its pages: structure tree, outline, metadata, the catalogue."""

from __future__ import annotations

from typing import Final

from webapp.export.files import stamp
from webapp.export.html import dublin_core
from webapp.export.markup import element
from webapp.export.pdf.file import File, Name, Ref
from webapp.export.pdf.pages import HEIGHT, WIDTH, Element, Pages, written_page
from webapp.export.view import View

_BOM: Final = "\ufeff"


def structure(file: File, pages: Pages, page_refs: list[Ref]) -> Ref:
    """The structure tree, by which a screen reader knows headings, lists, tables and languages."""
    root = file.reserve()
    refs: dict[int, Ref] = {}

    def add(node: Element, parent: Ref) -> Ref:
        ref = refs[id(node)] = file.reserve()
        kids: list[object] = []
        for kid in node.kids:
            if isinstance(kid, Element):
                kids.append(add(kid, ref))
            else:
                page, number = kid
                kids.append({"Type": Name("MCR"), "Pg": page_refs[page], "MCID": number})
        value: dict[str, object] = {"Type": Name("StructElem"), "S": Name(node.tag), "P": parent, "K": kids}
        if node.language:
            value["Lang"] = node.language.encode()
        if node.text:
            value["ActualText"] = node.text
        if node.tag == "TH":
            value["A"] = {"O": Name("Table"), "Scope": Name("Column")}
        file.set(ref, value)
        return ref

    top = add(pages.root, root)
    numbers: list[object] = []
    for number, page in enumerate(pages.pages):
        numbers += [number, [refs[id(mark)] for mark in page.marks]]
    parents = file.add({"Nums": numbers})
    count = len(pages.pages)
    file.set(root, {"Type": Name("StructTreeRoot"), "K": [top], "ParentTree": parents, "ParentTreeNextKey": count})
    return root


def outline(file: File, pages: Pages, page_refs: list[Ref]) -> Ref | None:
    """The bookmarks: every heading, in order; None where there is none."""
    if not pages.outline:
        return None
    root = file.reserve()
    refs = [file.reserve() for _ in pages.outline]
    for at, (title, page, y) in enumerate(pages.outline):
        item: dict[str, object] = {
            "Title": title,
            "Parent": root,
            "Dest": [page_refs[page], Name("XYZ"), 0, y, 0],
            **({"Prev": refs[at - 1]} if at else {}),
            **({"Next": refs[at + 1]} if at + 1 < len(refs) else {}),
        }
        file.set(refs[at], item)
    file.set(root, {"Type": Name("Outlines"), "First": refs[0], "Last": refs[-1], "Count": len(refs)})
    return root


def _list(kind: str, *values: str, language: str = "") -> str:
    """An RDF container of values."""
    attributes: dict[str, str | None] = {"xml:lang": language or None}
    return element(f"rdf:{kind}", None, *(element("rdf:li", attributes, value) for value in values))


def xmp(view: View) -> bytes:
    """The metadata as XMP: Dublin Core, and when and with what the file was made."""
    core = dict(dublin_core(view))
    when = stamp(view.translation).strftime("%Y-%m-%dT%H:%M:%SZ")
    names: dict[str, str | None] = {
        "rdf:about": "",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:xmp": "http://ns.adobe.com/xap/1.0/",
        "xmlns:pdf": "http://ns.adobe.com/pdf/1.3/",
    }
    description = element(
        "rdf:Description",
        names,
        element("dc:title", None, _list("Alt", core["title"], language="x-default")),
        element("dc:creator", None, _list("Seq", "Oqyrman (machine translation)")),
        element("dc:contributor", None, _list("Bag", core["contributor"])),
        element("dc:description", None, _list("Alt", core["description"], language="x-default")),
        element("dc:language", None, _list("Bag", view.tag)),
        element("dc:date", None, _list("Seq", core["date"])),
        element("dc:source", None, core["source"]),
        element("xmp:CreatorTool", None, "Oqyrman"),
        element("xmp:CreateDate", None, when),
        element("xmp:ModifyDate", None, when),
        element("pdf:Producer", None, "Oqyrman"),
    )
    rdf = element("rdf:RDF", {"xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}, description)
    packet = element("x:xmpmeta", {"xmlns:x": "adobe:ns:meta/"}, rdf)
    return f'<?xpacket begin="{_BOM}" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{packet}\n<?xpacket end="r"?>'.encode()


def info(view: View) -> dict[str, object]:
    """The document information dictionary."""
    when = stamp(view.translation).strftime("D:%Y%m%d%H%M%SZ").encode()
    return {
        "Title": view.title,
        "Author": "Oqyrman (machine translation)",
        "Subject": view.review.english,
        "Keywords": "; ".join(f"{fact.label.english}: {fact.value.english}" for fact in view.facts),
        "Creator": "Oqyrman",
        "Producer": "Oqyrman",
        "CreationDate": when,
        "ModDate": when,
    }


def finish(view: View, pages: Pages) -> bytes:
    """The file of finished pages."""
    file = File()
    tree = file.reserve()
    refs = [file.reserve() for _ in pages.pages]
    fonts = {name: pages.faces.get(face).embed(file) for face, name in pages.pen.names.items()}
    resources = file.add({"Font": fonts})
    for number, (ref, page) in enumerate(zip(refs, pages.pages, strict=True)):
        file.set(ref, {
            "Type": Name("Page"), "Parent": tree, "MediaBox": [0, 0, WIDTH, HEIGHT], "Resources": resources,
            "Contents": file.stream(written_page(page)), "StructParents": number, "Tabs": Name("S"),
        })
    file.set(tree, {"Type": Name("Pages"), "Kids": refs, "Count": len(refs)})
    marks = outline(file, pages, refs)
    preferences: dict[str, object] = {"DisplayDocTitle": True}
    if view.direction == "rtl":
        preferences["Direction"] = Name("R2L")
    root = file.add({
        "Type": Name("Catalog"), "Pages": tree, "Lang": view.tag.encode(), "MarkInfo": {"Marked": True},
        "StructTreeRoot": structure(file, pages, refs), "ViewerPreferences": preferences,
        "Metadata": file.stream(xmp(view), {"Type": Name("Metadata"), "Subtype": Name("XML")}, compress=False),
        **({"Outlines": marks} if marks else {}),
    })
    return file.bytes(root, file.add(info(view)))
