"""Make any text safe to show: control characters become visible signs, one for one, so that spans still fit.

A text to check comes from anywhere. On a terminal an escape character could repaint the screen; in HTML a NUL or a
lone surrogate is not allowed at all. Line ends and tabs stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

_KEEP = "\t\n\r"


def _sign(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)  # Unicode's Control Pictures: ESC is shown as one small sign
    return "\u2421" if code == 0x7F else "\ufffd"


_HIDDEN = [*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)]
_HIDDEN += [plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
_SIGNS = {code: _sign(code) for code in _HIDDEN if chr(code) not in _KEEP}

_DIRECTION = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")


def visible(text: str) -> str:
    """The same number of code points, with none that a terminal or a browser would obey or refuse."""
    return text.translate(_SIGNS)


def one_line(text: str) -> str:
    """For a cell or a title: `visible`, on one line, with the signs that turn the writing direction made visible too.

    Those signs may belong in a paragraph, but in a table cell they could turn the figures beside them around.
    """
    return " ".join(visible(text).translate(_DIRECTION).split())


def short_names(paths: Iterable[str]) -> dict[str, str]:
    """Each path's last part, or as many parts from its end as it takes to tell the paths of one report apart.

    A report is made to be forwarded: the folders of the machine that it was made on help nobody who reads it, and the
    SHA-256 beside a name says which file is meant.
    """
    parts = {path: path.replace("\\", "/").rstrip("/").split("/") for path in paths}
    names = {}
    for path, own in parts.items():
        others = [other for name, other in parts.items() if name != path]
        length = next((n for n in range(1, len(own)) if all(own[-n:] != other[-n:] for other in others)), len(own))
        names[path] = one_line("/".join(own[-length:]))
    return names
