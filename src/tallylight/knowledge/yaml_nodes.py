"""Read a YAML file into nodes that remember their line, so that a mistake in a data file can be pointed at.

PyYAML gives plain dictionaries without lines; its nodes have them. The fast C parser is used where it is there.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NoReturn

import yaml

from tallylight.errors import LedgerError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FIX = "Correct the line; docs/knowledge.md describes the fields."


class Entry:
    """One mapping of a YAML file. Each `take_…` checks one field; `finish` refuses fields that nobody took."""

    def __init__(self, path: Path, node: yaml.Node) -> None:
        self.path = path
        self.node = node
        if not isinstance(node, yaml.MappingNode):
            self.refuse("expected fields (name: value)", node)
        self._fields: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.refuse("a field's name must be a word", key)
            if key.value in self._fields:
                self.refuse(f"the field '{key.value}' is there twice", key)
            self._fields[key.value] = (key, value)
        self._lines = {name: key for name, (key, _) in self._fields.items()}

    def refuse(self, what: str, node: yaml.Node | None = None, *, field: str = "") -> NoReturn:
        """Raise `LedgerError` with the file and the line of `node`, of a field, or of this entry."""
        line = (node or (self._lines.get(field) if field else None) or self.node).start_mark.line + 1
        raise LedgerError(what, where=f"{self.path.name}, line {line}", do=_FIX)

    def take_text(self, field: str) -> str:
        """A required line of text."""
        text = self.take_optional_text(field)
        if text is None:
            self.refuse(f"the field '{field}' is missing or empty")
        return text

    def take_optional_text(self, field: str) -> str | None:
        """A line of text, or None where the field is left out or empty."""
        _, node = self._fields.pop(field, (None, None))
        if node is None or _is_null(node):
            return None
        return self._text(field, node)

    def take_texts(self, field: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts, without repeats. Empty where the field is left out, unless it is required."""
        _, node = self._fields.pop(field, (None, None))
        if node is None or _is_null(node):
            if required:
                self.refuse(f"the field '{field}' is missing or empty")
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(f"the field '{field}' must be a list", node)
        texts = tuple(self._text(field, item) for item in node.value)
        if required and not texts:
            self.refuse(f"the field '{field}' is missing or empty", node)
        if len({text.casefold() for text in texts}) != len(texts):
            self.refuse(f"the field '{field}' names something twice", node)
        return texts

    def take_date(self, field: str) -> date | None:
        """A day written YYYY-MM-DD, or None where the field is left out or empty."""
        _, node = self._fields.get(field, (None, None))
        text = self.take_optional_text(field)
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(f"'{text}' is not a day written YYYY-MM-DD", node)

    def take_flag(self, field: str) -> bool:
        """True or false; false where the field is left out."""
        _, node = self._fields.get(field, (None, None))
        text = self.take_optional_text(field)
        if text not in (None, "true", "false"):
            self.refuse(f"the field '{field}' must be true or false", node)
        return text == "true"

    def take_url(self, field: str) -> str:
        """A required public page."""
        _, node = self._fields.get(field, (None, None))
        return self._url(self.take_text(field), node)

    def take_urls(self, field: str) -> tuple[str, ...]:
        """A required list of public pages."""
        _, node = self._fields.get(field, (None, None))
        return tuple(self._url(text, node) for text in self.take_texts(field, required=True))

    def take_entries(self, field: str) -> list[Entry]:
        """A list of mappings inside this one; empty where the field is left out."""
        _, node = self._fields.pop(field, (None, None))
        if node is None or _is_null(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(f"the field '{field}' must be a list", node)
        return [Entry(self.path, item) for item in node.value]

    def finish(self) -> None:
        """Refuse a field that is not known: most often a spelling mistake that would otherwise be silently ignored."""
        for name, (key, _) in self._fields.items():
            self.refuse(f"the field '{name}' is not known here", key)

    def _text(self, field: str, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.refuse(f"the field '{field}' must hold text", node)
        return str(node.value).strip()

    def _url(self, text: str, node: yaml.Node | None) -> str:
        if not text.startswith("https://"):
            self.refuse(f"'{text}' is not the address of a public page (https://…)", node)
        return text


def read_file(path: Path) -> Entry:
    """The top mapping of a YAML file. Raises `LedgerError` with file and line when it is not YAML, or not readable."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LedgerError(f"not YAML: {error.problem}", where=f"{path.name}, line {line}", do=_FIX) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LedgerError(f"cannot be read: {error}", where=path.name, do="Install Tallylight again.") from None
    if node is None:
        raise LedgerError("the file is empty", where=f"{path.name}, line 1", do=_FIX)
    return Entry(path, node)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
