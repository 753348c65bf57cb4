"""The published names of the makers that knowledge files describe, and of their families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tallylight.claims.vendor import Vendor
from tallylight.knowledge import Maker, makers, plain_name
from tallylight.knowledge.names import begins_with


def payees_of_makers(plain: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Each maker's published names: those that begin with one of its legal names, word for word."""
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for payee, name in plain.items():
        by_first[name.partition(" ")[0]].append((payee, name))
    return {
        maker.name: tuple(
            dict.fromkeys(
                payee
                for stem in maker.legal_names
                for payee, name in by_first[stem.partition(" ")[0]]
                if begins_with(name, stem)
            )
        )
        for maker in makers()
    }


def _heads(maker: Maker) -> set[str]:
    """The names, in plain form, under which a maker's family is known: its own, and its owner's."""
    return {plain_name(name) for name in (maker.name, *((maker.family.name,) if maker.family else ()))}


def vendors_of_makers(own: Mapping[str, tuple[str, ...]]) -> dict[str, Vendor]:
    """Every maker with its published names and those of its family: makers that share an owner, or own each other."""
    members: dict[str, set[str]] = defaultdict(set)
    for maker in makers():
        for head in _heads(maker):
            members[head].update(own[maker.name])
    return {
        maker.name: Vendor(
            maker.name, own[maker.name], tuple(sorted(set().union(*(members[h] for h in _heads(maker))))), (maker,)
        )
        for maker in makers()
    }
