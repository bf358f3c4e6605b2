import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from webapp import cli
from webapp.library import bundled
from webapp.segment import segment


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("OQYRMAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("OQYRMAN_BEAM", "1")


def run(*arguments: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
    """The command in a process of its own: exit code, standard output, standard error."""
    done = subprocess.run([sys.executable, "-m", "webapp.cli", *arguments], input=stdin, capture_output=True, timeout=300, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def test_the_bundled_article_comes_out_whole_in_uyghur() -> None:
    code, out, err = run("translate", "--to", "ug", "--format", "json")
    assert code == 0, err
    result = json.loads(out)
    expected = [item.text for item in segment(bundled())]
    assert [s["source"] for s in result["segments"]] == expected
    assert set(result["provenance"]) >= {"engine", "package", "date", "naming"}
    for item in result["segments"]:
        assert set(item) >= {"source", "text", "score", "findings", "mentions"} and item["score"] <= 0
        letters = [c for c in item["text"] if c.isalpha()]
        assert item["text"] != item["source"] and sum("\u0600" <= c <= "\u06ff" for c in letters) > 0.5 * len(letters), item


def test_a_file_and_standard_input(tmp_path: Path) -> None:
    text = "The harvest was good in the valley, and it was sold at the market."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    code, from_file, _ = run("translate", str(tmp_path / "a.txt"), "--to", "kk", "--layout", "translation")
    assert code == 0 and from_file.strip()
    code, from_stdin, _ = run("translate", "-", "--to", "kk", "--layout", "translation", stdin=text.encode())
    assert code == 0
    assert from_file.splitlines()[-3:] == from_stdin.splitlines()[-3:] or b"a.txt" in from_file


def test_output_goes_to_a_file_and_nothing_else_to_standard_output(tmp_path: Path) -> None:
    text = b"The harvest was sold at the market."
    code, out, _ = run("translate", "-", "--to", "ru", "--format", "html", "-o", str(tmp_path / "r.html"), stdin=text)
    assert code == 0 and out == b""
    assert "<html" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix not in ("",)) == ["r.html"]


def test_lines_keep_their_count_and_order(tmp_path: Path) -> None:
    odd = ["", "  ", "🕊🕊", "<b>It ended.</b>", "x" * 5000, "word " * 1000, "a\u2028b", "tab\there", "\u202eabc", "form\x0cfeed", "5,000", "It ended."]
    lines = (odd * 4)[:40]
    (tmp_path / "lines.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, out, err = run("translate", "--lines", str(tmp_path / "lines.txt"), "--to", "kk")
    assert code == 0, err
    result = out.decode().split("\n")
    assert result[-1] == "" and len(result) == len(lines) + 1
    assert result[0] == result[1] == "" and result[2] == "🕊🕊" and result[10] == "5,000"
    assert result[11] == result[23] != ""


def test_an_unfit_package_says_so_on_standard_error() -> None:
    code, _, err = run("translate", "--lines", "-", "--to", "kk", stdin=b"It ended.\n")
    from tests.conftest import MODELS
    from webapp.packages import find

    assert code == 0 and ("not fit" in err) == (not find((MODELS,), "en", "kk").fit)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "usage"),
        (["translate"], 2, "--to"),
        (["translate", "--to", "xx"], 2, "xx"),
        (["translate", "--to", "kk", "--format", "exe"], 2, "exe"),
        (["translate", "--to", "ru", "--script", "arab"], 2, "arab"),
        (["translate", "nothing-here.txt", "--to", "kk"], 1, "nothing-here.txt"),
        (["translate", "-", "--to", "kk"], 1, "no text"),
        (["packages", "install", "nothing-here.argosmodel"], 1, "nothing-here"),
        (["packages", "remove", "nothing"], 2, "nothing"),
        (["transliterate", "--lang", "ru", "--to", "arab"], 2, "arab"),
    ],
)
def test_wrong_use_and_wrong_input(
    arguments: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    try:
        result = cli.main(arguments)
    except SystemExit as stop:
        result = int(stop.code or 0)
    captured = capsys.readouterr()
    assert result == code and says in captured.err and captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1 or "usage" in captured.err


def test_packages_are_listed_with_what_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["packages"]) == 0
    out = capsys.readouterr().out
    for target in ("kk", "ru", "ug"):
        assert f"en → {target}" in out
    assert out.count("SHA-256") >= 3 and "CC-BY-SA" in out and "chrf" in out


def test_transliteration_on_standard_input() -> None:
    code, out, _ = run("transliterate", "--lang", "kk", "--to", "latn", stdin="Қазақстан\n".encode())
    assert code == 0 and out.decode() == "Qazaqstan\n"


def test_a_pipe_that_closes_early_is_no_error() -> None:
    command = f"{sys.executable} -m webapp.cli packages | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=os.environ, check=False)
    assert "Traceback" not in done.stderr


def test_every_command_is_in_the_readme() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    commands = next(action.choices for action in cli.parser()._actions if isinstance(action.choices, dict))
    for name in commands or ():
        assert f"oqyrman {name}" in readme, name


def test_what_the_library_keeps_can_be_exported(tmp_path: Path) -> None:
    from webapp.config import load
    from webapp.library import Library

    library = Library(load({**os.environ}))
    library.remove(1)
    numbers = [str(library.ingest(f"The harvest of {year} was sold at the market.".encode(), "a.txt")) for year in (2018, 2019)]
    code, out, _ = run("export")
    assert code == 0 and [line.split("\t")[0] for line in out.decode().splitlines()] == numbers[::-1]
    code, out, err = run("export", numbers[0], "--to", "ug", "--format", "txt", "--layout", "translation")
    assert code == 0 and "\u0626" in out.decode(), err
    code, out, err = run("export", *numbers, "--to", "kk", "--format", "docx", "-o", str(tmp_path / "all.zip"))
    assert code == 0 and out == b"", err
    import zipfile

    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert len(archive.namelist()) == 2 and all(name.endswith(".docx") for name in archive.namelist())
