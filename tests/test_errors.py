"""Each thing that goes wrong is said to the reader, in their language, and what they typed is still there."""

import html
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import MODELS
from webapp import errors
from webapp.i18n import INTERFACE, explain
from webapp.library import Library

TEXT = "The harvest was good in the valley and it was sold at the market in the town."


def kinds(base: type[errors.OqyrmanError] = errors.OqyrmanError) -> Iterator[type[errors.OqyrmanError]]:
    yield base
    for child in base.__subclasses__():
        yield from kinds(child)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", INTERFACE)
def test_every_error_can_be_said_in_every_language(kind: type[errors.OqyrmanError], language: str) -> None:
    values = {name: "7" for name in re.findall(r"{(\w+)}", kind.template)}
    sentence = explain(kind(**values), language)
    assert sentence and "{" not in sentence and 400 <= kind.status < 600 and kind.exit_code in (1, 2)


def box(page: str) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found
    return html.unescape(found[1]).strip()


def test_a_locked_library_keeps_the_pasted_text_in_its_box(app: Flask, client: FlaskClient) -> None:
    library: Library = app.extensions["library"]
    library.store.timeout = 0.05
    holder = sqlite3.connect(library.store.path)
    holder.execute("begin exclusive")
    try:
        answer = client.post("/articles", data={"text": TEXT}, headers={"Origin": "http://localhost"})
        assert answer.status_code == 503 and box(answer.text) == TEXT
    finally:
        holder.close()


def test_a_damaged_package_is_said_on_the_page(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    shutil.copytree(MODELS / "en_kk", tmp_path / "models" / "en_kk")
    (tmp_path / "models" / "en_kk" / "model" / "model.bin").unlink()
    library: Library = app.extensions["library"]
    library.engines.settings = replace(library.settings, models=(tmp_path / "models",))
    answer = client.get("/read/1/kk")
    assert answer.status_code == 503 and "en_kk" in answer.text and 'role="alert"' in answer.text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")
def test_a_full_disk_at_the_command_line() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "webapp.cli", "packages"], stdout=full, stderr=subprocess.PIPE, text=True, env=dict(os.environ), check=False
        )
    assert done.returncode == 1 and "No space left" in done.stderr and "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = subprocess.run(
        [sys.executable, "-m", "webapp.cli", "serve", "--port", "5799"],
        capture_output=True,
        text=True,
        env={**os.environ, "OQYRMAN_DATA": str(tmp_path / "file" / "data")},
        check=False,
        timeout=60,
    )
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(("name", "value"), [("OQYRMAN_PORT", "0"), ("PORT", "abc"), ("OQYRMAN_BEAM", "99"), ("OQYRMAN_THREADS", "-1")])
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "webapp.cli", "packages"], capture_output=True, text=True, env={**os.environ, name: value}, check=False
    )
    assert done.returncode == 2 and name in done.stderr
