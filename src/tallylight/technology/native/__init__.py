"""Finding phrases in C, for millions of descriptions. Where it could not be built, `automaton.py` has a way in Python.

`phrases.c` is compiled when Tallylight is installed (tools/build_native.py) and called here through ctypes. Both ways give
the same, and tests hold them together. TALLYLIGHT_NATIVE=0 turns the compiled one off.
"""

from __future__ import annotations

import ctypes
import os
import weakref
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

LIBRARY = "phrases.so"
LEAST_ROOM = 65_536  # finds at once, 16 bytes each


def _load() -> ctypes.CDLL | None:
    """The compiled functions, or None where there are none."""
    path = Path(__file__).with_name(LIBRARY)
    if os.environ.get("TALLYLIGHT_NATIVE") == "0" or not path.exists():
        return None
    try:
        library = ctypes.CDLL(str(path))
    except OSError:  # built for another machine
        return None
    library.make_phrases.restype = ctypes.c_void_p
    library.find_phrases.restype = ctypes.c_int64
    library.free_phrases.restype = None
    return library


_library = _load()


def is_there() -> bool:
    """Whether the compiled functions can be called."""
    return _library is not None


class Phrases:
    """Phrases in plain form, ready to be found."""

    def __init__(self, phrases: Sequence[str]) -> None:
        assert _library is not None
        encoded = [phrase.encode() for phrase in phrases]
        offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        self._count = len(encoded)
        self._at = _library.make_phrases(b"".join(encoded), _at(offsets), ctypes.c_int32(len(encoded)))
        if not self._at:
            raise MemoryError
        weakref.finalize(self, _library.free_phrases, ctypes.c_void_p(self._at))

    def find(self, texts: pa.StringArray) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The finds, one row each: text, phrase, start and end in it (4 columns); and the texts that are not ASCII.

        `texts` is without nulls. Of several places of one phrase in one text the first counts.
        """
        assert _library is not None
        _, places, content = texts.buffers()
        starts = np.frombuffer(places, np.int32)[texts.offset :] if len(texts) else np.zeros(1, np.int32)
        odd = np.zeros(len(texts), np.uint8)
        room = max(LEAST_ROOM, self._count)
        stopped = ctypes.c_int64(0)
        parts: list[NDArray[np.int32]] = []
        while stopped.value < len(texts):
            made = np.empty((4, room), np.int32)
            found = _library.find_phrases(
                ctypes.c_void_p(self._at), _at(starts), ctypes.c_void_p(content.address if content else None),
                ctypes.c_int64(stopped.value), ctypes.c_int64(len(texts)), ctypes.c_int64(room),
                _at(made[0]), _at(made[1]), _at(made[2]), _at(made[3]), _at(odd), ctypes.byref(stopped),
            )  # fmt: skip
            if found < 0:
                raise MemoryError
            parts.append(made[:, :found].T)
        finds = np.concatenate(parts) if parts else np.empty((0, 4), np.int32)
        return finds, np.flatnonzero(odd)


def _at(array: NDArray[np.generic]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)
