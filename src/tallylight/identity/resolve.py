"""Organisations and families of all published names: links become groups, and every name says why it is where it is."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa

from tallylight.identity import awards, links, parts, ventures, written_down
from tallylight.identity.links import (
    FAMILY,
    KNOWN_NAMES,
    KNOWN_OWNER,
    SAME,
    SUCCESSOR,
    Link,
    Name,
)
from tallylight.identity.links import (
    RENAMED_RULE as RENAMED,
)
from tallylight.knowledge.entries import Maker
from tallylight.knowledge.families import Group

SCHEMA = pa.schema(
    [
        pa.field("name", pa.string()),
        pa.field("organisation_id", pa.string()),
        pa.field("organisation", pa.string()),
        pa.field("family_id", pa.string()),  # null: no other organisation is known to belong with it
        pa.field("family", pa.string()),
        pa.field(
            "basis", pa.string()
        ),  # the rule that ties the name to its organisation; "own" where there is no other name
        pa.field("words", pa.string()),
        pa.field("family_basis", pa.string()),  # the rule that ties the organisation to its family
        pa.field("family_words", pa.string()),
        pa.field("source", pa.string()),  # of the family link: a public page, or "record"
        pa.field("since", pa.date32()),
        pa.field("until", pa.date32()),
    ]
)


class Resolver:
    """Ties names by the knowledge given and by what people decided.

    `decided` are links that a person made; `apart` are pairs of names that a person said are different: no rule ties
    them directly, although a third name may still belong to both.
    """

    def __init__(
        self,
        groups: Iterable[Group],
        makers: Iterable[Maker],
        decided: Iterable[Link] = (),
        apart: Iterable[frozenset[str]] = (),
    ) -> None:
        self._groups, self._makers = tuple(groups), tuple(makers)
        self._decided, self._apart = tuple(decided), frozenset(apart)

    def resolve(self, names: Sequence[Name], said: Mapping[str, str]) -> pa.RecordBatch:
        """One row a name, in alphabetical order. `said`: words of a novation or rename, by award key."""
        names = sorted(names, key=lambda name: name.name)
        found = self.links(names, said)
        organisations = _Sets(name.name for name in names)
        why: dict[str, Link] = {}
        for link in found:
            if link.kind == SAME and organisations.join(link.one, link.other):
                for name in (link.one, link.other):
                    why.setdefault(name, link)
        families = _Sets({organisations.head(name.name) for name in names})
        family_why: dict[str, Link] = {}
        for link in found:
            if link.kind == FAMILY and families.join(organisations.head(link.one), organisations.head(link.other)):
                for name in (link.one, link.other):
                    family_why.setdefault(organisations.head(name), link)
        return _table(names, organisations, families, why, family_why)

    def links(self, names: Sequence[Name], said: Mapping[str, str]) -> list[Link]:
        """Every link that a rule or a person makes, the firmest first."""
        made = [
            *self._decided,
            *links.by_identifier(names),
            *links.by_spelling(names),
            *links.by_abbreviation(names),
            *links.by_cut_name(names),
            *links.by_other_name(names),
            *written_down.by_former_name(names, self._groups, self._makers),
            *written_down.by_knowledge(names, self._groups, self._makers),
            *awards.by_award(names, said),
            *links.by_stated_parent(names),
            *ventures.by_joint_venture(names),
            *parts.by_division(names),
            *parts.by_whole_name(names),
            *parts.by_department(names),
        ]
        known = {name.name for name in names}
        made = [link for link in made if link.one in known and link.other in known]
        two = _told_apart(made)
        return [
            replace(link, kind=FAMILY, rule=SUCCESSOR) if link.rule == RENAMED and two(link) else link
            for link in made
            if frozenset((link.one, link.other)) not in self._apart
        ]


def _told_apart(made: Iterable[Link]) -> Callable[[Link], bool]:
    """Whether the knowledge files list both names of a link as companies of one owner: then neither is the other renamed."""
    owner: dict[str, set[str]] = defaultdict(set)
    for link in made:
        if link.rule == KNOWN_OWNER:
            owner[link.one].add(link.words)
            owner[link.other].add(link.words)
    return lambda link: bool(owner[link.one] & owner[link.other])


class _Sets:
    """Disjoint sets; the head of a set is its first member in the alphabet, so that order of input is no matter."""

    def __init__(self, members: Iterable[str]) -> None:
        self._up = {member: member for member in members}

    def head(self, member: str) -> str:
        while self._up[member] != member:
            self._up[member] = self._up[self._up[member]]
            member = self._up[member]
        return member

    def join(self, one: str, other: str) -> bool:
        """True when the two were apart."""
        first, second = sorted((self.head(one), self.head(other)))
        self._up[second] = first
        return first != second


def _table(
    names: Sequence[Name], organisations: _Sets, families: _Sets, why: dict[str, Link], family_why: dict[str, Link]
) -> pa.RecordBatch:
    of_organisation: dict[str, list[Name]] = defaultdict(list)
    of_family: dict[str, set[str]] = defaultdict(set)
    for name in names:
        head = organisations.head(name.name)
        of_organisation[head].append(name)
        of_family[families.head(head)].add(head)
    shown = {head: _best(group) for head, group in of_organisation.items()}
    forms = {name.name: name.form for name in names}
    ids = _ids("org", {head: [name.name for name in group] for head, group in of_organisation.items()}, forms)
    family_ids = _ids("fam", of_family, forms)
    called = {family: _family_name(heads, family_why, shown) for family, heads in of_family.items() if len(heads) > 1}
    heads = [organisations.head(name.name) for name in names]
    links = [why.get(name.name) for name in names]
    family_of = [families.head(head) for head in heads]
    owners = [family_why.get(head) if family in called else None for head, family in zip(heads, family_of, strict=True)]
    columns: dict[str, list[object]] = {
        "name": [name.name for name in names],
        "organisation_id": [ids[head] for head in heads],
        "organisation": [shown[head] for head in heads],
        "family_id": [family_ids[family] if family in called else None for family in family_of],
        "family": [called.get(family) for family in family_of],
        "basis": [link.rule if link else "own" for link in links],
        "words": [link.words if link else "" for link in links],
        "family_basis": [owner and owner.rule for owner in owners],
        "family_words": [owner and owner.words for owner in owners],
        "source": [owner and owner.source for owner in owners],
        "since": [owner and owner.start for owner in owners],
        "until": [owner and owner.end for owner in owners],
    }
    return pa.RecordBatch.from_arrays([pa.array(columns[field.name], field.type) for field in SCHEMA], schema=SCHEMA)


def _ids(prefix: str, groups: Mapping[str, Iterable[str]], forms: Mapping[str, str]) -> dict[str, str]:
    """An id for each group of names, by its first name without spelling: it stays whatever else is found.

    Two groups whose first names differ in spelling only (two companies by their identifiers) are told apart by the
    spelling.
    """
    first = {head: min((forms[name] or name, name) for name in names) for head, names in groups.items()}
    times = Counter(form for form, _ in first.values())
    keys = {head: form if times[form] == 1 else f"{form}|{name}" for head, (form, name) in first.items()}
    return {head: f"{prefix}-{hashlib.sha256(key.encode()).hexdigest()[:12]}" for head, key in keys.items()}


def _best(group: Sequence[Name]) -> str:
    """The name to show: the one with the latest action, then the most actions, then the first in the alphabet."""
    return min(group, key=lambda n: (-(n.last or date.min).toordinal(), -n.actions, n.name)).name


def _family_name(heads: Iterable[str], why: dict[str, Link], shown: dict[str, str]) -> str:
    """The owner that a knowledge file names, else the organisation that is shown first."""
    known = sorted(why[head].words for head in heads if head in why and why[head].rule in (KNOWN_OWNER, KNOWN_NAMES))
    return known[0] if known else min(shown[head] for head in heads)
