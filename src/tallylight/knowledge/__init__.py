"""What people wrote down about makers, agencies and technologies: data files that need no programmer, and their reader.

In: `makers/*.yaml` (one maker a file), `agencies.yaml`, `technologies.yaml`, as docs/knowledge.md describes them.
Out: frozen records, read once and kept. Start with `makers()`, `agencies()` and `technologies()`; `plain_name` brings a
published payee name and a written one to the same form.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tallylight.errors import LedgerError
from tallylight.knowledge import kept
from tallylight.knowledge.entries import (
    Agency,
    Family,
    Maker,
    Product,
    Technology,
    read_agencies,
    read_maker,
    read_technologies,
)
from tallylight.knowledge.families import Group, read_groups
from tallylight.knowledge.names import plain_name

__all__ = ["Agency", "Family", "Maker", "Product", "Technology", "agencies", "makers", "plain_name", "technologies"]

FOLDER = Path(__file__).parent


@cache
def makers() -> tuple[Maker, ...]:
    """Every maker that the project knows, by name. Raises `LedgerError` with file and line of a mistake."""
    paths = sorted((FOLDER / "makers").glob("*.yaml"))
    return kept.makers(paths, (FOLDER / "technologies.yaml").read_bytes(), lambda: _read_makers(paths))


def _read_makers(paths: Sequence[Path]) -> tuple[Maker, ...]:
    known = frozenset(technology.id for technology in technologies())
    found = [(path, read_maker(path, known)) for path in paths]
    from tallylight.knowledge import checks  # it asks this module what the files may say

    for problem in checks.together(found):
        raise LedgerError(
            f"the knowledge files contradict each other: {problem}", do="See `tallylight knowledge check`."
        )
    return tuple(sorted((maker for _, maker in found), key=lambda maker: maker.name.casefold()))


@cache
def groups() -> tuple[Group, ...]:
    """Groups of companies under common ownership, makers or not. Raises `LedgerError` with file and line of a mistake."""
    return read_groups(FOLDER / "families.yaml")


@cache
def agencies() -> tuple[Agency, ...]:
    """Every federal buyer that a text may name, in the order of the file."""
    path = FOLDER / "agencies.yaml"
    return kept.agencies(path, lambda: read_agencies(path))


@cache
def technologies() -> tuple[Technology, ...]:
    """The kinds of surveillance technology that a product can be of, in the order of the file."""
    return read_technologies(FOLDER / "technologies.yaml")


CLAIMED_ONCE = ("maker name", "product name", "word of a description", "legal name")


def claimed(maker: Maker, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    """The names of one kind that a maker claims for itself, each with whose they are (the maker's, a product's)."""
    if kind == "maker name":
        return [(maker.name, (maker.name, *maker.aliases))]
    if kind == "legal name":
        return [(maker.name, maker.legal_names)]
    if kind == "word of a description":
        return [(maker.name, (*maker.words, *(word for product in maker.products for word in product.words)))]
    return [(f"{product.name} of {maker.name}", (product.name, *product.aliases)) for product in maker.products]
