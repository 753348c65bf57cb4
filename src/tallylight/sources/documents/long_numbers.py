"""Whole numbers of JSON that are longer than the decoder takes: its bound is on the digits, JSON itself knows none.

No amount, count or code of a record is so long; but one such number must cost its row, not its file.
"""

from __future__ import annotations

import re

_MOST_DIGITS = 4300
"""Of a whole number, for msgspec as for Python (`sys.int_info.default_max_str_digits`)."""

# A text is matched as a whole, so that the digits in it stay; so is a number, lest it be tried again from each digit on.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[-+.0-9eE]++', re.DOTALL)
_MANY_DIGITS = re.compile(rb"\d{%d}" % (_MOST_DIGITS + 1))
_TOO_LONG = re.compile(rb"-?[1-9]\d{%d,}" % _MOST_DIGITS)


def as_texts(document: bytes | bytearray) -> bytes | None:
    """The document with its whole numbers that are too long as texts of the same digits; None where it has none."""
    if not _MANY_DIGITS.search(document):
        return None
    parts, start = [], 0
    for token in _TOKEN.finditer(document):
        if token.end() - token.start() > _MOST_DIGITS and _TOO_LONG.fullmatch(token[0]):
            parts += [document[start : token.start()], b'"', token[0], b'"']
            start = token.end()
    return b"".join([*parts, document[start:]]) if parts else None
