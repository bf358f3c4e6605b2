"""The shape of the house, checked against the imports that are there."""

import ast
from pathlib import Path

import pytest

WEBAPP = Path(__file__).resolve().parent.parent / "webapp"
MODULES = sorted(WEBAPP.rglob("*.py"))
ORDER = [
    {"document", "errors", "languages", "transliteration", "morphology", "version"},
    {"config", "glossary", "naming", "packages", "preferences", "i18n", "ingest", "segment"},
    {"engine", "quality", "checks", "store"},
    {"terminology", "name_places", "name_matching", "pipeline", "memory"},
    {"jobs", "export"},
    {"library"},
    {"security", "views", "api", "terminal", "cli_names", "cli"},
]
"""Lower rows first: a module imports from its own row and those above it in this list, never from below."""
FLASK = {"__init__", "views", "api", "cli", "security"}
NETWORK = {"socket", "http", "urllib.request", "requests", "httpx", "urllib3", "ftplib", "smtplib"}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def part(path: Path) -> str:
    return path.relative_to(WEBAPP).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(WEBAPP)))
def test_nothing_imports_upward(path: Path) -> None:
    rank = {name: number for number, row in enumerate(ORDER) for name in row}
    here = part(path)
    if here not in rank:
        return
    for name in imports(path):
        if name.startswith("webapp."):
            other = name.split(".")[1]
            assert rank.get(other, 0) <= rank[here], f"{here} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(WEBAPP)))
def test_flask_and_the_network_stay_where_they_belong(path: Path) -> None:
    names = imports(path)
    if part(path) not in FLASK:
        assert not any(name.split(".")[0] in ("flask", "flask_babel", "werkzeug", "waitress") for name in names)
    if path.name not in ("url.py", "packages.py"):
        assert not names & NETWORK


def test_document_imports_nothing_local() -> None:
    assert not any(name.startswith("webapp") for name in imports(WEBAPP / "document.py"))


def test_nothing_of_ours_imports_torch_or_stanza() -> None:
    for path in MODULES:
        assert not any(name.split(".")[0] in ("torch", "stanza") for name in imports(path)), path
