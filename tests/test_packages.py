import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.conftest import MODELS
from webapp import packages
from webapp.document import PackageInfo
from webapp.errors import DamagedPackage, NoPackage
from webapp.quality import statement


def make(folder: Path, **metadata: object) -> Path:
    """A folder with all the parts of a package, none of them a real model."""
    (folder / "model").mkdir(parents=True)
    (folder / "model" / "model.bin").write_bytes(b"x")
    (folder / "sentencepiece.model").write_bytes(b"x")
    (folder / "metadata.json").write_text(json.dumps({"from_code": "en", "to_code": "kk", "package_version": "1", **metadata}), encoding="utf-8")
    return folder


def archive(folder: Path, file: Path, names: dict[str, str] | None = None) -> Path:
    with zipfile.ZipFile(file, "w") as content:
        for path in folder.rglob("*"):
            if path.is_file():
                content.write(path, f"en_kk/{path.relative_to(folder)}")
        for name, text in (names or {}).items():
            content.writestr(name, text)
    return file


@pytest.mark.parametrize("target", ["kk", "ru", "ug"])
def test_the_shipped_packages_are_whole(target: str) -> None:
    package = packages.find((MODELS,), "en", target)
    assert package.licence and package.version
    assert dict(package.scores)[packages.FIT_SCORE] > 0
    readme = (package.path / "README.md").read_text(encoding="utf-8")
    assert package.licence in readme and "chrF" in readme
    assert package.fit == (dict(package.scores)[packages.FIT_SCORE] >= packages.FIT)


def test_the_shipped_packages_stay_small() -> None:
    assert sum(file.stat().st_size for file in MODELS.rglob("*") if file.is_file()) < 150e6


def test_an_archive_installs_and_goes_again(tmp_path: Path) -> None:
    package = packages.install(archive(make(tmp_path / "src"), tmp_path / "a.argosmodel"), tmp_path / "own")
    assert packages.find((tmp_path / "own",), "en", "kk").sha256() == package.sha256()
    packages.remove(package)
    with pytest.raises(NoPackage):
        packages.find((tmp_path / "own",), "en", "kk")
    assert list((tmp_path / "own").iterdir()) == []


@pytest.mark.parametrize("name", ["../outside.txt", "en_kk/../../outside.txt", "/outside.txt"])
def test_an_archive_cannot_write_outside_its_folder(tmp_path: Path, name: str) -> None:
    file = archive(make(tmp_path / "src"), tmp_path / "a.argosmodel", {name: "x"})
    with pytest.raises(DamagedPackage):
        packages.install(file, tmp_path / "own")
    assert not list(tmp_path.rglob("outside.txt")) and list((tmp_path / "own").iterdir()) == []


def test_a_broken_archive_leaves_nothing(tmp_path: Path) -> None:
    whole = archive(make(tmp_path / "src"), tmp_path / "a.argosmodel").read_bytes()
    (tmp_path / "half.argosmodel").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedPackage):
        packages.install(tmp_path / "half.argosmodel", tmp_path / "own")
    assert list((tmp_path / "own").iterdir()) == []


@pytest.mark.parametrize("missing", ["metadata.json", "sentencepiece.model", "model/model.bin"])
def test_a_damaged_package_is_named_with_what_it_lacks(tmp_path: Path, missing: str) -> None:
    folder = make(tmp_path / "en_kk")
    (folder / missing).unlink()
    with pytest.raises(DamagedPackage, match="en_kk"):
        packages.find((tmp_path,), "en", "kk")


def test_a_damaged_package_does_not_hide_a_whole_one(tmp_path: Path) -> None:
    shutil.rmtree(make(tmp_path / "one" / "en_kk") / "model")
    make(tmp_path / "two" / "en_kk")
    assert packages.find((tmp_path / "one", tmp_path / "two"), "en", "kk").path.parent.name == "two"


def test_the_hash_sees_every_byte(tmp_path: Path) -> None:
    package = packages.read(make(tmp_path / "en_kk"))
    before = package.sha256()
    (tmp_path / "en_kk" / "model" / "model.bin").write_bytes(b"y")
    assert package.sha256() != before


@pytest.mark.parametrize(("score", "fit", "words"), [(29.9, False, "not fit"), (30.0, True, "scores"), (None, False, "not been measured")])
def test_quality_in_plain_words(score: float | None, fit: bool, words: str) -> None:
    scores = () if score is None else ((packages.FIT_SCORE, score),)
    sentence, values = statement(PackageInfo("en", "kk", "1", "", "", scores, fit))
    assert words in sentence.format(**values)
