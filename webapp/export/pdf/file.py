"""The objects of a PDF file (ISO 32000), written in the order in which they are made."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object by its number."""

    number: int


def written(value: object) -> bytes:
    """A value as PDF writes it: `str` is text (UTF-16), `bytes` a string of bytes, `Name` a name."""
    if isinstance(value, Ref):
        return b"%d 0 R" % value.number
    if isinstance(value, Name):
        safe = (bytes([b]) if 33 <= b <= 126 and b not in b"#/%()<>[]{}" else b"#%02X" % b for b in value.encode())
        return b"/" + b"".join(safe)
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".").encode()
    if isinstance(value, str):
        text = b"\xfe\xff" + value.encode("utf-16-be", "replace")
        for raw, escaped in ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r"), (b"\n", b"\\n")):
            text = text.replace(raw, escaped)
        return b"(" + text + b")"
    if isinstance(value, bytes):
        return b"<" + value.hex().encode() + b">"
    if isinstance(value, Mapping):
        return b"<<" + b"".join(written(Name(key)) + b" " + written(item) for key, item in value.items()) + b">>"
    if isinstance(value, Sequence):
        return b"[" + b" ".join(map(written, value)) + b"]"
    raise TypeError(f"{type(value).__name__} is no PDF value")


class File:
    """A file in the making: objects get their numbers when they are asked for, and may be set later."""

    def __init__(self) -> None:
        """Empty."""
        self._objects: list[bytes] = []

    def reserve(self) -> Ref:
        """A number for an object that is set later."""
        self._objects.append(b"null")
        return Ref(len(self._objects))

    def set(self, ref: Ref, value: object) -> None:
        """The object of a number."""
        self._objects[ref.number - 1] = written(value)

    def add(self, value: object) -> Ref:
        """A new object."""
        ref = self.reserve()
        self.set(ref, value)
        return ref

    def stream(self, data: bytes, more: Mapping[str, object] | None = None, compress: bool = True) -> Ref:
        """A new stream."""
        ref = self.reserve()
        packed = zlib.compress(data, 6) if compress else data
        filters = {"Filter": Name("FlateDecode")} if compress else {}
        head = written({**(more or {}), **filters, "Length": len(packed)})
        self._objects[ref.number - 1] = head + b"\nstream\n" + packed + b"\nendstream"
        return ref

    def bytes(self, root: Ref, info: Ref) -> bytes:
        """The whole file; its identifier is the hash of its content."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, content in enumerate(self._objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
        digest = hashlib.sha256(out).digest()[:16]
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        trailer = {"Size": len(places) + 1, "Root": root, "Info": info, "ID": [digest, digest]}
        out += b"trailer\n" + written(trailer) + b"\nstartxref\n%d\n%%%%EOF\n" % start
        return bytes(out)
