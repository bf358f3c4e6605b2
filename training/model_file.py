"""CTranslate2's `model.bin`, read."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""CTranslate2's data types, in the order of their numbers."""


def read_variables(file: Path) -> dict[str, np.ndarray]:
    """The variables of a CTranslate2 `model.bin` (version 6), int8 ones multiplied out: name -> float32.

    Raises ValueError for another version.
    """
    data = file.read_bytes()
    place = 0

    def take(form: str) -> int:
        nonlocal place
        (value,) = struct.unpack_from(form, data, place)
        place += struct.calcsize(form)
        return int(value)

    def text() -> str:
        nonlocal place
        length = take("<H")
        value = data[place : place + length].rstrip(b"\0").decode()
        place += length
        return value

    version = take("<I")
    if version != 6:
        raise ValueError(f"{file}: CTranslate2 model version {version}, not 6")
    text()  # the specification's name
    take("<I")  # and revision
    raw: dict[str, np.ndarray] = {}
    for _ in range(take("<I")):
        name = text()
        shape = [take("<I") for _ in range(take("<B"))]
        kind = _TYPES[take("<B")]
        size = take("<I")
        raw[name] = np.frombuffer(data, kind, size // np.dtype(kind).itemsize, place).reshape(shape)
        place += size
    variables = {}
    for name, value in raw.items():
        scale = raw.get(name + "_scale")
        whole = value.astype(np.float32) / scale.reshape(-1, 1) if scale is not None and value.dtype == np.int8 else value.astype(np.float32)
        variables[name] = np.array(whole)
    return variables
