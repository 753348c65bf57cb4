"""A vendor as a text names it, tied to the names under which it is paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tallylight.knowledge import Maker


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor as a text names it, tied to published payee names.

    `payees` are its own published names, `family` adds the names of companies under common ownership. `makers` are the
    knowledge files behind it (none for a payee that only the ledger knows): they find it behind a reseller.
    """

    name: str
    payees: tuple[str, ...]
    family: tuple[str, ...]
    makers: tuple[Maker, ...]

    def is_named_in(self, description: str) -> bool:
        """Whether a description names the vendor or one of its products, whoever is paid."""
        return any(
            maker.is_named_in(description)
            or any(p.is_named_in(description, maker_is_paid=False) for p in maker.products)
            for maker in self.makers
        )

    def search_words(self) -> tuple[str, ...]:
        """Words, any of which a description must hold for `is_named_in` to be true of it."""
        return tuple(
            {w for maker in self.makers for w in (*maker.words, *(x for p in maker.products for x in p.words))}
        )


def together(vendors: Sequence[Vendor]) -> Vendor:
    """Several vendors as one, under all their names: for a sum that is told of them together."""
    names = [v.name for v in vendors]
    return Vendor(
        ", ".join(names[:-1]) + f" and {names[-1]}",
        tuple(dict.fromkeys(p for v in vendors for p in v.payees)),
        tuple(dict.fromkeys(p for v in vendors for p in v.family)),
        tuple(dict.fromkeys(m for v in vendors for m in v.makers)),
    )
