"""Frozen settings, read once from the environment and checked at start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from webapp.errors import UsageError

LOOPBACK = ("127.0.0.1", "localhost")
PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a reader can set, by `OQYRMAN_…` variables of the environment.

    `data` is the folder of the library's database; `models` the folders that
    hold packages, the first one found for a pair wins; `hosts` the Host header
    names that are answered. `threads` is the number of processor cores the
    engine may use, 0 for all. `max_characters` and `max_upload` (bytes) bound
    what one article may be.
    """

    data: Path
    models: tuple[Path, ...]
    host: str = "127.0.0.1"
    port: int = 5000
    hosts: tuple[str, ...] = LOOPBACK
    threads: int = 0
    beam_size: int = 6
    max_characters: int = 1_000_000
    max_upload: int = 8 * 2**20


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environment` (the process's own by default).

    Raises UsageError, naming the variable, for a value that cannot be used.
    """
    env = os.environ if environment is None else environment
    home = Path(env.get("HOME", "") or Path.home())
    data = Path(env.get("OQYRMAN_DATA") or Path(env.get("XDG_DATA_HOME") or home / ".local" / "share") / "oqyrman")
    argos = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share") / "argos-translate" / "packages"
    own = [Path(folder) for folder in env.get("OQYRMAN_MODELS", "").split(os.pathsep) if folder]
    host = env.get("OQYRMAN_HOST", "127.0.0.1")
    names = [name for name in env.get("OQYRMAN_HOSTS", "").split(",") if name]
    return Settings(
        data=data,
        models=(*own, data / "packages", PACKAGE / "models", argos),
        host=host,
        port=_number(env, "OQYRMAN_PORT", _number(env, "PORT", 5000, 1, 65535), 1, 65535),
        hosts=tuple(dict.fromkeys((*LOOPBACK, host, *names))),
        threads=_number(env, "OQYRMAN_THREADS", 0, 0, 256),
        beam_size=_number(env, "OQYRMAN_BEAM", 6, 1, 16),
        max_characters=_number(env, "OQYRMAN_MAX_CHARACTERS", 1_000_000, 1_000, 50_000_000),
    )


def _number(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = env.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise UsageError(detail=f"{name}={text} is not a whole number from {least} to {most}.")
    return int(text)
