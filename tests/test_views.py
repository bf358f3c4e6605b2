import html
import io
import re
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import strip_tags
from webapp.library import Library

TEXT = "The harvest was good in the valley. It was sold at the market, and the farmers were paid in the autumn of 2019."
SAME_ORIGIN = {"Origin": "http://localhost"}


def add(client: FlaskClient, text: str = TEXT, language: str = "kk") -> str:
    answer = client.post("/articles", data={"text": text, "language": language}, headers=SAME_ORIGIN)
    assert answer.status_code == 303, strip_tags(answer.text)
    return str(answer.headers["Location"])


def wait(client: FlaskClient, place: str) -> str:
    client.get(place + "/events").get_data()
    return client.get(place).text


def test_the_library_lists_the_bundled_article_two_taps_from_reading(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "In Xinjiang, Ethnic Kazakhs Suffer alongside Uyghurs" in page
    for language in ("kk", "ru", "ug"):
        assert re.search(rf'href="(/read/\d+/{language})"', page)


def test_a_pasted_text_is_read_with_its_source_one_tap_away(client: FlaskClient) -> None:
    place = add(client)
    page = wait(client, place)
    assert 'lang="kk" dir="ltr"' in page and html.escape("The harvest was good in the valley.") in page
    assert 'id="s0"' in page and 'id="s1"' in page and "wait" not in re.findall(r'class="s([^"]*)"', page)


def test_uyghur_is_right_to_left_and_its_source_is_not(client: FlaskClient) -> None:
    page = wait(client, add(client, language="ug"))
    assert re.search(r'class="tr" lang="ug" dir="rtl"', page)
    assert re.search(r'class="(?:src[^"]*|peek)" lang="en" dir="ltr"', page)


def test_scripts_of_one_language(client: FlaskClient) -> None:
    place = add(client)
    wait(client, place)
    page = client.get(place + "?script=arab").text
    assert 'lang="kk-Arab" dir="rtl"' in page
    assert "reading" in page


def test_events_bring_each_sentence_once_and_say_when_they_are_done(client: FlaskClient) -> None:
    place = add(client)
    stream = client.get(place + "/events")
    assert stream.mimetype == "text/event-stream"
    text = stream.get_data(as_text=True)
    assert text.count('data: {"index"') == 2 and text.rstrip().endswith("event: done\ndata: {}")


def test_without_javascript_the_page_asks_for_itself_until_done(client: FlaskClient) -> None:
    place = add(client)
    assert 'http-equiv="refresh"' in client.get(place).text or "hidden" in client.get(place).text
    assert 'http-equiv="refresh"' not in wait(client, place)


def test_what_stands_above_a_translation(client: FlaskClient) -> None:
    page = strip_tags(wait(client, add(client)))
    assert "Machine translation. No person has reviewed it." in page
    assert "chrF" in page or "not been measured" in page
    assert "SHA-256" in page


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("", 400, "no text"),
        ("Это статья о людях, которые живут далеко от города. " * 3, 422, "English"),
        ("The words of it are. " * 60_000, 413, "too long"),
    ],
)
def test_a_refused_text_stays_in_its_box(client: FlaskClient, text: str, status: int, says: str) -> None:
    answer = client.post("/articles", data={"text": text}, headers=SAME_ORIGIN)
    assert answer.status_code == status
    box = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
    assert box and html.unescape(box[1]).strip() == text.strip()
    alert = re.search(r'role="alert">(.*?)<', answer.text)
    assert alert and says in alert[1]


@pytest.mark.parametrize(("data", "name", "status"), [(b"\x00\x01\x02", "a.txt", 415), (b"PK\x03\x04", "a.zip", 400), (b"", "a.txt", 400)])
def test_a_refused_file_says_why(client: FlaskClient, data: bytes, name: str, status: int) -> None:
    answer = client.post("/articles", data={"file": (io.BytesIO(data), name)}, headers=SAME_ORIGIN)
    assert answer.status_code == status and 'role="alert"' in answer.text


def test_an_uploaded_page_is_read(client: FlaskClient) -> None:
    page = f"<html><body><article><h1>The harvest</h1><p>{TEXT}</p><p>{TEXT} More of it came.</p></article></body></html>"
    answer = client.post("/articles", data={"file": (io.BytesIO(page.encode()), "p.html"), "language": "ru"}, headers=SAME_ORIGIN)
    assert answer.status_code == 303 and "p.html" in client.get("/").text


def test_markup_in_a_text_is_text(client: FlaskClient) -> None:
    place = add(client, f"<script>alert(1)</script> {TEXT}")
    page = wait(client, place)
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_deleting_and_renaming(client: FlaskClient) -> None:
    number = add(client).split("/")[2]
    assert client.post(f"/articles/{number}/rename", data={"title": "Another"}, headers=SAME_ORIGIN).status_code == 303
    assert "Another" in client.get("/").text
    assert client.post(f"/articles/{number}/rename", data={"title": "  "}, headers=SAME_ORIGIN).status_code == 400
    assert client.post(f"/articles/{number}/delete", headers=SAME_ORIGIN).status_code == 303
    assert client.get(f"/read/{number}/kk").status_code == 404
    assert client.post(f"/articles/{number}/delete", headers=SAME_ORIGIN).status_code == 404


def test_the_bundled_article_once_deleted_stays_away(app: Flask) -> None:
    library: Library = app.extensions["library"]
    library.remove(library.store.articles()[0].id)
    assert Library(library.settings).store.articles() == []


@pytest.mark.parametrize("fmt", ["txt", "html", "json"])
def test_exports(client: FlaskClient, fmt: str) -> None:
    place = add(client).replace("/read/", "/export/") + f".{fmt}"
    answer = client.get(place)
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    assert "harvest" in answer.text or "harvest" not in TEXT


@pytest.mark.parametrize("place", ["/read/999/kk", "/read/1/xx", "/export/1/kk.exe", "/nothing"])
def test_what_is_not_there(client: FlaskClient, place: str) -> None:
    answer = client.get(place)
    assert answer.status_code == 404 and 'role="alert"' in answer.text


@pytest.mark.parametrize("language", ["en", "kk", "ru", "ug"])
def test_the_interface_speaks_the_readers_language(client: FlaskClient, language: str) -> None:
    page = client.get("/", headers={"Accept-Language": language}).text
    assert re.search(rf'<html lang="{language}" dir="{"rtl" if language == "ug" else "ltr"}"', page)
    assert ("Add an article" in page) == (language == "en")


def test_preferences_are_remembered_and_the_address_wins(client: FlaskClient) -> None:
    place = add(client)
    assert 'data-theme="dark"' in client.get(place + "?theme=dark").text
    assert 'data-theme="dark"' in client.get("/").text
    assert 'data-theme="sepia"' in client.get("/?theme=sepia").text
    assert 'data-theme="nonsense"' not in client.get("/?theme=nonsense").text


def test_no_package_is_said_on_the_page(app: Flask, client: FlaskClient) -> None:
    from dataclasses import replace

    library: Library = app.extensions["library"]
    library.engines.settings = replace(library.settings, models=())
    answer = client.get("/read/1/kk")
    assert answer.status_code == 503 and "No package translates" in html.unescape(answer.text)


def test_a_sentence_has_one_mark_for_each_kind_of_finding(app: Flask) -> None:
    from webapp.checks import finding
    from webapp.document import Segment, TranslatedSegment
    from webapp.views.passages import marks

    found = (finding("name-missing", "A", "B"), finding("numbers-lost", "46"), finding("name-missing", "C", "D"))
    with app.test_request_context("/"):
        assert marks(TranslatedSegment(Segment(0, 0, "x"), "y", findings=found)) == [("names", "name\u00a0×\u00a02"), ("numbers", "numbers")]


@pytest.mark.parametrize("language", ["kk", "ru", "ug"])
def test_a_file_is_named_in_its_own_language(client: FlaskClient, language: str) -> None:
    from urllib.parse import unquote

    place = add(client, f"The harvest in the valley\n\n{TEXT}", language).replace("/read/", "/export/") + ".txt"
    header = client.get(place).headers["Content-Disposition"]
    header.encode("latin-1")
    name = unquote(header.split("filename*=UTF-8''")[1])
    assert name.endswith(f"-{language}.txt") and not name.isascii()


def test_several_articles_come_as_one_archive(client: FlaskClient) -> None:
    numbers = [add(client, text).split("/")[2] for text in (TEXT, TEXT.replace("valley", "plain"))]
    page = client.get("/").text
    assert all(f'name="article" value="{number}" checked' in page for number in numbers)
    answer = client.get("/export.zip", query_string={"article": numbers, "to": "kk", "format": "txt"})
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
        assert [name.split("-")[0] for name in names] == numbers and all(name.endswith(".txt") for name in names)
        assert all(len(archive.read(name)) > 100 for name in names)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("to=kk&format=txt", 400),
        ("article=1&to=xx&format=txt", 404),
        ("article=1&to=kk&format=exe", 404),
        ("article=99&to=kk&format=txt", 404),
    ],
)
def test_an_archive_of_nothing_is_refused(client: FlaskClient, asked: str, status: int) -> None:
    answer = client.get(f"/export.zip?{asked}")
    assert answer.status_code == status and "Traceback" not in answer.text and len(strip_tags(answer.text)) > 20
