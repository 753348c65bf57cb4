"""What the knowledge files say of names: who owns whom since when, and which name is the earlier one of which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tallylight.identity.links import FAMILY, KNOWN_NAMES, KNOWN_OWNER, SAME, Link, Name
from tallylight.identity.normal import normal_form
from tallylight.knowledge.entries import Maker
from tallylight.knowledge.families import Group
from tallylight.knowledge.names import begins_with, plain_name

KNOWN_RENAME = "known former name"


def by_knowledge(names: Sequence[Name], groups: Iterable[Group], makers: Iterable[Maker]) -> Iterator[Link]:
    """What the knowledge files say of owners, with their days and sources."""
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        plain = name.plain.removeprefix("THE ")
        by_first[plain.partition(" ")[0]].append((plain, name.name))

    def paid_as(stem: str) -> list[str]:
        return [name for plain, name in by_first[stem.partition(" ")[0]] if begins_with(plain, stem)]

    heads: dict[str, str] = {}  # a group's name in plain form -> one published name of it
    for group in groups:
        first = heads.get(plain_name(group.name))
        for member in group.members:
            for paid in paid_as(member.stem):
                first = first or paid
                if paid != first:
                    yield Link(first, paid, FAMILY, KNOWN_OWNER, group.name, member.source, member.start, member.end)
        if first:
            heads.setdefault(plain_name(group.name), first)
    makers = tuple(makers)
    own = {maker.name: [name for stem in maker.legal_names for name in paid_as(stem)] for maker in makers}
    for maker in makers:
        for one, other in pairwise(own[maker.name]):
            yield Link(one, other, FAMILY, KNOWN_NAMES, maker.name, maker.sources[0])
        if own[maker.name]:
            heads.setdefault(plain_name(maker.name), own[maker.name][0])
    for maker in makers:
        for parent in maker.parents:
            head = heads.get(plain_name(parent.name))
            for paid in own[maker.name]:
                if head is None:
                    head = heads.setdefault(plain_name(parent.name), paid)
                elif head != paid:
                    yield Link(head, paid, FAMILY, KNOWN_OWNER, parent.name, parent.source, parent.start, parent.end)


def by_former_name(names: Sequence[Name], groups: Iterable[Group], makers: Iterable[Maker]) -> Iterator[Link]:
    """A company under its earlier and its later name. Only whole names count: SHOTSPOTTER INC is, SHOTSPOTTER LABS is not."""
    paid: dict[str, list[str]] = defaultdict(list)
    for name in names:
        paid[name.form].append(name.name)
    for group in groups:
        for rename in group.renames:
            later = paid[normal_form(rename.later)]
            for earlier in paid[normal_form(rename.earlier)] if later else ():
                words = f"{rename.earlier} became {rename.later}"
                yield Link(earlier, later[0], SAME, KNOWN_RENAME, words, rename.source, rename.day)
    for maker in makers:
        if not maker.former_names:
            continue
        later = paid[normal_form(maker.legal_names[0])]
        for former in maker.former_names:
            for earlier in paid[normal_form(former)] if later else ():
                words = f"{former} became {maker.legal_names[0]}"
                yield Link(earlier, later[0], SAME, KNOWN_RENAME, words, maker.sources[0])
