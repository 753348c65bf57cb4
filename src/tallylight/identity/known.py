"""Where a name belongs that the ledger has not seen: by spelling and by what the name itself states, never by likeness."""

from __future__ import annotations

from collections.abc import Iterable

from tallylight.identity.normal import normal_form, other_names


class Known:
    """The names of a ledger with their organisations, ready to be asked about another name (well below 1 ms each)."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names`: published name and its organisation."""
        self._of_form: dict[str, set[str]] = {}
        for name, organisation in names:
            self._of_form.setdefault(normal_form(name), set()).add(organisation)

    def organisation_of(self, name: str) -> tuple[str, str] | None:
        """The organisation of a name as published anywhere, and the rule that says so.

        None where no known name has this spelling, or where companies that are two by their identifiers share it.
        """
        for other, rule in ((name, "same name"), *((other, "stated name") for other in other_names(name))):
            found = self._of_form.get(normal_form(other), set())
            if len(found) == 1:
                return next(iter(found)), rule
        return None
