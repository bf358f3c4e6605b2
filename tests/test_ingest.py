import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.document import Block, BlockKind
from webapp.errors import EmptyText, InputError, NotEnglish, NotText, TooLong
from webapp.ingest import ingest
from webapp.ingest.clean import clean, is_residue
from webapp.ingest.text import from_text
from webapp.library import bundled

HEADING, PARAGRAPH, CAPTION = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION

ARTICLE = (
    "The harvest was good in the valley, and the farmers who had come from the north sold their grain at the market in the town. "
    "It was the first year in which they had been allowed to keep what they had grown."
)


def page(body: str, head: str = "<title>The harvest</title>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_bundled_article_is_read_without_its_page_residue() -> None:
    document = bundled()
    texts = [block.text for block in document.blocks]
    assert document.title == "In Xinjiang, Ethnic Kazakhs Suffer alongside Uyghurs"
    assert document.blocks[0] == Block(HEADING, document.title, 1)
    assert document.blocks[1].kind is CAPTION and "_" not in texts[1] and not texts[1].endswith(".jpg")
    assert [b.text for b in document.blocks if b.kind is HEADING][1:] == [
        "ASPI’s Report",
        "Nur-Sultan’s Problematic Situation….",
        "…But the Truth Continues to Come Out",
        "Other Sources of Tensions",
        "COVID-19 and the Factories",
        "Final Thoughts",
    ]
    assert texts[-1].startswith("The views expressed in this article")
    assert not any("password" in text or "Back to Top" in text for text in texts)
    # The author's own slips are the author's.
    assert any("Global Magnistky Act" in text for text in texts) and any("Kazkah leader" in text for text in texts)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("A title\n\nA sentence stands here.", [(HEADING, "A title"), (PARAGRAPH, "A sentence stands here.")]),
        ("One line.\nAnother line.", [(PARAGRAPH, "One line."), (PARAGRAPH, "Another line.")]),
        ("One line\nwrapped here.\n\nNext.", [(PARAGRAPH, "One line wrapped here."), (PARAGRAPH, "Next.")]),
        ("# Title\n\n> Said so.\n\n- one", [(HEADING, "Title"), (BlockKind.QUOTATION, "Said so."), (BlockKind.LIST_ITEM, "one")]),
        ("It ends.\n\nBack to Top\n\nLost your password?", [(PARAGRAPH, "It ends.")]),
        ("Photo: A. Reporter\n\nIt ends.", [(CAPTION, "Photo: A. Reporter"), (PARAGRAPH, "It ends.")]),
        ("Who pays?\n\nNobody does.", [(HEADING, "Who pays?"), (PARAGRAPH, "Nobody does.")]),
    ],
)
def test_plain_text_by_its_shape(text: str, blocks: list[tuple[BlockKind, str]]) -> None:
    assert [(b.kind, b.text) for b in from_text(text).blocks] == blocks


@pytest.mark.parametrize(
    "line", ["Back to Top", "Lost your password?", "Share this article", "SUBSCRIBE", "Log in", "© 2020 The Paper", "Skip to main content"]
)
def test_page_residue_is_known(line: str) -> None:
    assert is_residue(line)


@pytest.mark.parametrize(
    "line", ["Home is where they were detained.", "Print workers struck.", "Subscribers to the view are few and far between, he said."]
)
def test_prose_is_not_residue(line: str) -> None:
    assert not is_residue(line)


def test_a_saved_page_gives_its_article() -> None:
    body = (
        "<nav><a href='/'>Home</a></nav><article><h1>The harvest</h1>"
        f"<p>{ARTICLE}</p><h2>What came after</h2><blockquote><p>{ARTICLE}</p></blockquote><ul><li>Wheat was sold.</li><li>Barley was kept.</li></ul>"
        f"<p>{ARTICLE} More.</p></article><footer>Copyright 2020</footer><script>alert(1)</script>"
    )
    document = ingest(page(body), "page.html")
    kinds = [block.kind for block in document.blocks]
    assert document.title == "The harvest" and document.blocks[0] == Block(HEADING, "The harvest", 1)
    assert BlockKind.QUOTATION in kinds and kinds.count(BlockKind.LIST_ITEM) == 2
    assert Block(HEADING, "What came after", 2) in document.blocks
    assert not any("Copyright" in b.text or "alert" in b.text or b.text == "Home" for b in document.blocks)


def test_a_fragment_is_read_as_it_stands() -> None:
    page_ = b"<p>It is a note to the <b>reader</b>.</p><script>x()</script>"
    assert ingest(page_, "n.html").blocks == (Block(PARAGRAPH, "It is a note to the reader."),)


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", EmptyText),
        (b" \n\t\n", "a.txt", EmptyText),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt", NotText),
        (b"\xff\xfe\x00", "a.txt", NotText),
        (b"PK\x03\x04", "a.docx", InputError),
        (("Это статья о людях, которые живут далеко. " * 5).encode(), "a.txt", NotEnglish),
        (("Dies ist ein Artikel über Menschen, die weit entfernt leben und schreiben. " * 5).encode(), "a.txt", NotEnglish),
        (("Les gens qui vivent ici ne savent pas ce que le gouvernement va faire demain. " * 5).encode(), "a.txt", NotEnglish),
        ((ARTICLE * 300).encode(), "a.txt", TooLong),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, name: str, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        ingest(data, name, limit=50_000)
    assert len(str(caught.value)) > 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_that_articles_come_in(encoding: str) -> None:
    text = ARTICLE + " “It is theirs,” said the mayor of Orléans."
    assert ingest(text.encode(encoding), "a.txt").blocks[0].text == text


def test_control_characters_and_bidi_overrides_go() -> None:
    assert clean("a\u202eb\u2066c\x00d\u200fe\u00adf") == "abcdef"
    assert clean("cafe\u0301 \u00a0x") == "café  x"


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    for block in from_text(text).blocks:
        assert block.text == block.text.strip() and "\n" not in block.text and "\u202e" not in block.text
