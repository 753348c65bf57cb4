"""A YAML file as fields that know their line, so that each mistake in a mapping is named with file, line and field."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NoReturn

import yaml

from tallylight.errors import SourceError

FIX = "Correct that line; docs/mapping.md describes the fields."
FILL_IN = "FILL IN"
"""What a proposal writes where only a person can know."""

LARGEST = 1024**2  # bytes; a mapping has some dozens of lines

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


class Fields:
    """One `name: value` part of a mapping file. What is taken is checked; `finish` refuses what nobody took."""

    def __init__(self, path: str, node: yaml.Node, within: str = "") -> None:
        self.path, self.node, self.within = path, node, within
        if not isinstance(node, yaml.MappingNode):
            self.refuse("expected `name: value` lines here", node)
        self.nodes: dict[str, yaml.Node] = {}
        self.keys: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.refuse("expected a name in front of the colon", key)
            if key.value in self.nodes:
                first = self.keys[key.value].start_mark.line + 1
                self.refuse(f"it is there twice, here and in line {first}", key, key.value)
            self.keys[key.value], self.nodes[key.value] = key, value

    def refuse(self, what: str, node: yaml.Node | None = None, field: str = "") -> NoReturn:
        """Raise SourceError with file, line and field."""
        raise SourceError(what, where=self.where(node, field), do=FIX)

    def where(self, node: yaml.Node | None = None, field: str = "") -> str:
        """File, line and field of a node."""
        name = ".".join(part for part in (self.within, field) if part)
        line = (node or self.node).start_mark.line + 1
        return f"{self.path}, line {line}" + (f", {name}" if name else "")

    def text(self, field: str, allowed: Iterable[str] | None = None) -> str | None:
        """A text, one of `allowed` where that is given; None where the field is left out."""
        node = self.nodes.pop(field, None)
        if node is None or node.tag == _NULL:
            return None
        text = self.scalar(node, field)
        if allowed is not None and text not in allowed:
            self.refuse(f"'{_short(text)}' is not one of: {', '.join(allowed)}", node, field)
        return text

    def required(self, field: str, allowed: Iterable[str] | None = None) -> str:
        """As `text`, for a field that must be there."""
        text = self.text(field, allowed)
        if text is None:
            self.refuse("the field is missing", self.keys.get(field), field)
        return text

    def scalar(self, node: yaml.Node, field: str) -> str:
        """The text of one value. Refuses a list, an empty text, and what is still to be filled in."""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.refuse("expected a text here", node, field)
        text = " ".join(str(node.value).split())
        if text == FILL_IN:
            self.refuse("this is still to be filled in", node, field)
        return text

    def day(self, field: str) -> date | None:
        """A day written YYYY-MM-DD."""
        node = self.nodes.get(field)
        text = self.text(field)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.refuse(f"'{_short(str(text))}' is not a day written YYYY-MM-DD", node, field)

    def number(self, field: str, least: int, most: int) -> int | None:
        """A whole number between two others."""
        node = self.nodes.get(field)
        text = self.text(field)
        if text is None:
            return None
        if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
            self.refuse(f"'{_short(text)}' is not a number from {least} to {most}", node, field)
        return int(text)

    def texts(self, field: str) -> list[tuple[str, yaml.Node]]:
        """A list of texts, or one text, with the node of each. Empty where the field is left out."""
        node = self.nodes.pop(field, None)
        if node is None or node.tag == _NULL:
            return []
        listed = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [(self.scalar(one, field), one) for one in listed]

    def part(self, field: str) -> Fields | None:
        """Fields inside a field."""
        node = self.nodes.pop(field, None)
        return None if node is None or node.tag == _NULL else Fields(self.path, node, field)

    def finish(self, known: Iterable[str]) -> None:
        """Refuse a field that is not known, with the nearest that is."""
        for name, key in self.keys.items():
            if name in self.nodes:
                self.refuse(f"there is no such field{nearest(name, known)}", key, _short(name))


def nearest(name: str, known: Iterable[str]) -> str:
    """The name that was probably meant, as an addition to a complaint."""
    found = difflib.get_close_matches(name, list(known), 1, 0.6)
    return f"; is '{found[0]}' meant?" if found else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def read_fields(path: str, shown: str) -> Fields:
    """The fields of a mapping file. Raises SourceError, in one line, when it is not YAML or cannot be read."""
    try:
        raw = Path(path).read_bytes()
        if len(raw) > LARGEST:
            raise SourceError("this is too long for a mapping file", where=shown, do=FIX)
        text = raw.decode("utf-8-sig")
        if "&" in text and any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            raise SourceError("a mapping file has no anchors and aliases", where=shown, do="Write each value out.")
        node = yaml.compose(text, Loader=_LOADER)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"the mapping cannot be read: {reason}", where=shown, do="Check its name.") from error
    except UnicodeDecodeError as error:
        raise SourceError("the mapping is not UTF-8", where=shown, do="Save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError(f"not YAML: {error.problem}", where=f"{shown}, line {line}", do=FIX) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceError("not YAML", where=shown, do=FIX) from error
    if node is None:
        raise SourceError("the mapping is empty", where=shown, do=FIX)
    return Fields(shown, node)
