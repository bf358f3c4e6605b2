"""Names, dates and bytes of files: readable names, dates that do not change, nothing half written."""

from __future__ import annotations

import io
import os
import re
import secrets
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from webapp.document import Translation

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_LONGEST: Final = 150
"""Bytes of UTF-8 in a name before its extension: file systems allow 255, archives and sync tools add their own."""

ZIP_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time that a zip entry can carry."""


def safe_name(title: str, fallback: str = "article") -> str:
    """`title` as a file name without extension, in its own script, safe on Windows, macOS, Linux and in a zip."""
    text = unicodedata.normalize("NFC", title)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"})
    text = " ".join(_FORBIDDEN.sub(" ", text).split())
    words, size = [], 0
    for word in text.split(" "):
        size += len(word.encode()) + 1
        if size > _LONGEST:
            break
        words.append(word)
    name = " ".join(words) or text.encode()[:_LONGEST].decode(errors="ignore")
    name = name.strip(" .-~$")
    return _RESERVED.sub(r"_\1", name) or fallback


def stamp(translation: Translation) -> datetime:
    """The time that a file carries: SOURCE_DATE_EPOCH where it is set, else the day of the translation (UTC)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.strip().isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    try:
        return datetime.fromisoformat(translation.provenance.date).replace(tzinfo=UTC)
    except ValueError:
        return ZIP_EPOCH


def zipped(entries: Iterable[tuple[str, str | bytes]], when: datetime, stored: frozenset[str] = frozenset()) -> bytes:
    """A zip archive of (name, content) in the order given, the same bytes each time; names in `stored` uncompressed."""
    out = io.BytesIO()
    day = max(when, ZIP_EPOCH)
    moment = (day.year, day.month, day.day, day.hour, day.minute, day.second)
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def write(path: Path | str, data: bytes) -> None:
    """Write `data` beside `path` and rename it there, so that no reader ever meets half a file.

    The file gets the permissions of a new file. Raises `OSError` as the system
    does; what lay at `path` before is then untouched.
    """
    path = Path(path)
    beside = path.with_name(f".oqyrman-{secrets.token_hex(8)}.part")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
