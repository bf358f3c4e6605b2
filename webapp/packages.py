"""Argos packages: find, verify, hash, install and remove them.

A package is a folder (or a zip of one, `.argosmodel`) with `metadata.json`, a
tokenizer and a CTranslate2 model. Ours also carry, in the same metadata, their
licence, data and measured scores, which other programs ignore.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from webapp.document import PackageInfo
from webapp.errors import DamagedPackage, NoPackage

FIT = 45.0
"""chrF on FLORES-200 devtest below which a package counts as unfit.

Read by eye, our own packages at 40 give short sentences well and lose half the sense of those of 30 words; at 29 to 35 they
turned one sentence in three into another statement, fluently. Published systems for these languages have 42 to 60.
"""
FIT_SCORE = "flores200.devtest.chrf"
MAX_UNPACKED = 4 * 2**30
"""Bytes; a package that unpacks to more is refused (the largest in the public index has under 1 GiB)."""


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package: its folder, and what its metadata says.

    `length_penalty` is the power of the length by which beam search divides a hypothesis's log probability: ours say
    what was measured for them, and 1 is the mean of a token.
    """

    path: Path
    name: str
    source: str
    target: str
    version: str
    licence: str
    scores: tuple[tuple[str, float], ...]
    target_prefix: str
    source_prefix: str
    length_penalty: float = 1.0

    @property
    def fit(self) -> bool:
        """Whether its measured quality is enough to be read without the source beside it."""
        return dict(self.scores).get(FIT_SCORE, 0.0) >= FIT

    def info(self) -> PackageInfo:
        """The package as a translation's provenance states it; reads every file once for the hash."""
        return PackageInfo(self.source, self.target, self.version, self.sha256(), self.licence, self.scores, self.fit)

    def sha256(self) -> str:
        """Hex hash over the names and bytes of all its files, in the order of their names."""
        total = sha256()
        for file in sorted(p for p in self.path.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            total.update(file.relative_to(self.path).as_posix().encode() + b"\0")
            with file.open("rb") as stream:
                while block := stream.read(1 << 20):
                    total.update(block)
        return total.hexdigest()


def read(path: Path) -> Package:
    """The package in a folder. Raises DamagedPackage with what is missing or broken."""
    try:
        metadata = json.loads((path / "metadata.json").read_text(encoding="utf-8"))
        source, target = str(metadata["from_code"]), str(metadata["to_code"])
        scores = tuple(sorted((str(k), float(v)) for k, v in dict(metadata.get("scores", {})).items()))
        length_penalty = float(metadata.get("length_penalty", 1.0))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise DamagedPackage(name=path.name, detail=f"metadata.json: {problem}") from problem
    if not any((path / tokenizer).is_file() for tokenizer in ("sentencepiece.model", "bpe.model")):
        raise DamagedPackage(name=path.name, detail="no tokenizer")
    if not (path / "model" / "model.bin").is_file():
        raise DamagedPackage(name=path.name, detail="no model")
    return Package(
        path=path,
        name=path.name,
        source=source,
        target=target,
        version=str(metadata.get("package_version", "")),
        licence=str(metadata.get("licence", metadata.get("license", ""))),
        scores=scores,
        target_prefix=str(metadata.get("target_prefix", "")),
        source_prefix=str(metadata.get("source_prefix", "")),
        length_penalty=length_penalty,
    )


def installed(folders: tuple[Path, ...]) -> Iterator[Package | DamagedPackage]:
    """Every package of the folders, in the folders' order; a damaged one as the error that says why."""
    for folder in folders:
        if folder.is_dir():
            for path in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))):
                try:
                    yield read(path)
                except DamagedPackage as problem:
                    yield problem


def find(folders: tuple[Path, ...], source: str, target: str) -> Package:
    """The first package for a pair.

    Raises NoPackage, or DamagedPackage where the only one for it is damaged.
    """
    damaged: DamagedPackage | None = None
    for item in installed(folders):
        if isinstance(item, DamagedPackage):
            if f"{source}_{target}" in item.values["name"]:
                damaged = damaged or item
        elif (item.source, item.target) == (source, target):
            return item
    raise damaged or NoPackage(source=source, target=target)


def install(archive: Path, folder: Path) -> Package:
    """Unpack an `.argosmodel` into `folder` and give the package.

    It is unpacked beside and renamed once it has been read, so that a broken
    archive leaves nothing. Raises DamagedPackage for an archive that is no
    package, would write outside its folder, or is larger than MAX_UNPACKED.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".{archive.stem}.new"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with zipfile.ZipFile(archive) as content:
            members = content.infolist()
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise DamagedPackage(name=archive.name, detail="it would unpack to more than 4 GiB")
            for member in members:
                parts = PurePosixPath(member.filename).parts
                if not parts or member.filename.startswith("/") or ".." in parts:
                    raise DamagedPackage(name=archive.name, detail=f"it would write to {member.filename}")
            content.extractall(beside)
        inner = [p for p in beside.iterdir() if p.is_dir()]
        package = read(inner[0] if len(inner) == 1 else beside)
        place = folder / f"{package.source}_{package.target}-{package.version}"
        shutil.rmtree(place, ignore_errors=True)
        package.path.replace(place)
        return read(place)
    except (zipfile.BadZipFile, OSError, EOFError) as problem:
        raise DamagedPackage(name=archive.name, detail=str(problem)) from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def remove(package: Package) -> None:
    """Delete an installed package's folder."""
    shutil.rmtree(package.path)
