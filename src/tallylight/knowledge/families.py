"""Groups of companies under common ownership that are no makers: `families.yaml`, as records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallylight.knowledge.names import begins_with, plain_name
from tallylight.knowledge.yaml_nodes import Entry, read_file


@dataclass(frozen=True)
class Member:
    """One company of a group, by how its published names begin; since and until when (None: beyond the source)."""

    stem: str  # plain form
    start: date | None
    end: date | None
    source: str


@dataclass(frozen=True)
class Rename:
    """One company under two names; `day`: when the later name began (None: the source does not say)."""

    earlier: str  # plain form, the whole name
    later: str
    day: date | None
    source: str


@dataclass(frozen=True)
class Group:
    """A group of companies."""

    name: str
    members: tuple[Member, ...]
    source: str
    renames: tuple[Rename, ...] = ()


def read_groups(path: Path) -> tuple[Group, ...]:
    """The groups of a file. Raises LedgerError with file and line of a mistake."""
    top = read_file(path)
    groups = tuple(_group(item) for item in top.take_entries("families"))
    top.finish()
    return groups


def _group(entry: Entry) -> Group:
    source = entry.take_url("source")
    members = [Member(plain_name(stem), None, None, source) for stem in entry.take_texts("members")]
    for item in entry.take_entries("joined"):
        member = Member(
            plain_name(item.take_text("name")), item.take_date("from"), item.take_date("to"), item.take_url("source")
        )
        if member.start and member.end and member.end < member.start:
            item.refuse(f"'{member.stem}' leaves ({member.end}) before it joins ({member.start})")
        item.finish()
        members.append(member)
    renames: list[Rename] = []
    for item in entry.take_entries("renamed"):
        rename = Rename(
            plain_name(item.take_text("earlier")),
            plain_name(item.take_text("later")),
            item.take_date("from"),
            item.take_url("source"),
        )
        if rename.earlier == rename.later:
            item.refuse(f"'{rename.earlier}' is the earlier and the later name")
        item.finish()
        renames.append(rename)
        if not any(begins_with(rename.later, member.stem) for member in members):
            members.append(Member(rename.later, None, None, rename.source))
    group = Group(entry.take_text("name"), tuple(members), source, tuple(renames))
    if not members:
        entry.refuse("the family has no members")
    entry.finish()
    return group
