"""`oqyrman glossary`, `oqyrman names`, and the naming options of `oqyrman translate`."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from webapp import cli, glossary
from webapp.library import curated_path

ARTICLE = "The market in Nur-Sultan opened.\n\nThe families met in Almaty and wrote to the court in Ghulja.\n"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process: exit code, standard output, standard error."""
    for name, value in {"HOME": str(tmp_path), "OQYRMAN_DATA": str(tmp_path / "data"), "OQYRMAN_BEAM": "1"}.items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str | Path, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def own_glossary(folder: Path, **cells: str) -> Path:
    """A glossary of one name, as a reader would write it."""
    columns = curated_path().read_text(encoding="utf-8").splitlines()[0].split(",")
    row = {"concept": "zhasyl", "kind": "city", "name_id": "zhasyl", "status": "neutral", "en": "Zhasyl", "source": "a map of 1990"}
    row |= {"kk": "Жасыл", "ru": "Жасыл", "ug": "جاسىل"} | cells
    path = folder / "mine.csv"
    path.write_text(",".join(columns) + "\n" + ",".join(row.get(column, "") for column in columns) + "\n", encoding="utf-8")
    return path


def test_the_glossary_that_comes_along_is_in_order(command: Command) -> None:
    code, out, err = command("glossary", "check")
    assert code == 0, out + err
    assert "no error" in out


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"status": "famous"}, "status"),
        ({"valid_from": "1992-13-01"}, "valid_from"),
        ({"ug": "جاسی200cل"}, "ug"),
        ({"kk": ""}, "kk"),
    ],
)
def test_a_fault_is_told_with_line_and_column(command: Command, tmp_path: Path, cells: dict[str, str], says: str) -> None:
    code, out, err = command("glossary", "check", own_glossary(tmp_path, **cells))
    assert code == (1 if "error" in err else 0)
    assert f"line 2, column {says}: " in out, out


def test_the_names_of_a_text_are_found(command: Command, article: Path) -> None:
    code, out, err = command("glossary", "find", article)
    assert code == 0
    found = [line.split("\t")[1:3] for line in out.splitlines()]
    assert [written for _, written in found] == ["Nur-Sultan", "Almaty", "Ghulja"]
    assert "3 mentions of 3 concepts" in err


@pytest.mark.parametrize("form", ["csv", "tbx"])
def test_a_glossary_goes_out_and_comes_in_without_loss(command: Command, tmp_path: Path, form: str) -> None:
    mine, out_file = own_glossary(tmp_path, note_en="Called so by the people who live there."), tmp_path / f"all.{form}"
    assert command("glossary", "export", "--glossary", mine, "--format", form, "-o", out_file)[0] == 0
    code, out, _ = command("glossary", "import", out_file)
    assert code == 0 and "stand over the glossary" in out
    again = tmp_path / "again.csv"
    assert command("glossary", "export", "-o", again)[0] == 0
    first, second = glossary.load(curated_path()).layered(glossary.load(mine)), glossary.load(again)
    assert {row.name_id: row for row in first.designations} == {row.name_id: row for row in second.designations}


def test_a_broken_file_is_not_imported(command: Command, tmp_path: Path) -> None:
    broken = tmp_path / "broken.tbx"
    broken.write_text("<martif><text>", encoding="utf-8")
    code, out, err = command("glossary", "import", broken)
    assert code == 1 and out == "" and len(err.strip().splitlines()) == 1
    assert not (tmp_path / "data" / "glossary.csv").exists()


@pytest.mark.parametrize(
    ("policy", "date", "shown"),
    [
        ("as-written", "2020-04-01", "Nur-Sultan"),
        ("official", "2020-04-01", "Nur-Sultan"),
        ("official", "2023-04-01", "Astana"),
        ("current", "2020-04-01", "Astana"),
        ("both", "2020-04-01", "Nur-Sultan (Astana)"),
    ],
)
def test_a_policy_and_what_became_of_each_name(command: Command, article: Path, tmp_path: Path, policy: str, date: str, shown: str) -> None:
    report = tmp_path / "report.json"
    code, _, err = command("translate", article, "--to", "kk", "--naming", policy, "--date", date, "--format", "json", "-o", report)
    assert code == 0, err
    mention = json.loads(report.read_text(encoding="utf-8"))["segments"][0]["mentions"][0]
    assert (mention["concept"], mention["written"], mention["shown"]) == ("astana", "Nur-Sultan", shown)
    assert mention["status"] in ("kept", "repaired", "missing") and set(mention) >= {"target", "why"}
    code, out, _ = command("names", report)
    assert code == 0 and out.splitlines()[-1].startswith("3 mentions: ")
    assert out.splitlines()[0].split("\t")[:4] == ["1", mention["status"], "Nur-Sultan", shown]


def test_a_reader_s_own_glossary_lies_over_the_curated_one(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "own.txt"
    text.write_text("They live in Zhasyl, north of Almaty.", encoding="utf-8")
    out = command("glossary", "find", text, "--glossary", own_glossary(tmp_path))[1]
    assert [line.split("\t")[2] for line in out.splitlines()] == ["Zhasyl", "Almaty"]


@pytest.mark.parametrize("report", ["", "[]", "{}", '{"segments": [{"index": 0, "mentions": [{}]}]}'])
def test_what_is_no_report_is_refused(command: Command, report: str) -> None:
    code, out, err = command("names", "-", stdin=report)
    assert code == 1 and out == "" and "--format json" in err


def test_a_date_that_is_none_is_refused(command: Command, article: Path) -> None:
    code, out, err = command("translate", article, "--to", "kk", "--date", "April 2020")
    assert code == 2 and out == "" and "2020-04-01" in err
