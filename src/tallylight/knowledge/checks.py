"""Every mistake in a folder of maker files at once, each with its file and line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tallylight import knowledge
from tallylight.errors import LedgerError
from tallylight.knowledge.entries import Maker, read_maker
from tallylight.knowledge.names import plain_name


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files were looked at, and what is wrong, one sentence each."""

    files: int
    problems: tuple[str, ...]


def check(folder: Path) -> Checked:
    """Read every `*.yaml` of a folder, each by itself and then all together."""
    known = frozenset(technology.id for technology in knowledge.technologies())
    problems: list[str] = []
    if folder == knowledge.FOLDER / "makers":
        for read in (knowledge.groups, knowledge.agencies):
            try:
                read()
            except LedgerError as error:
                problems.append(str(error))
    makers: list[tuple[Path, Maker]] = []
    paths = sorted(folder.glob("*.yaml"))
    for path in paths:
        try:
            makers.append((path, read_maker(path, known)))
        except LedgerError as error:
            problems.append(str(error))
    return Checked(len(paths), (*problems, *together(makers)))


def together(makers: Sequence[tuple[Path, Maker]]) -> tuple[str, ...]:
    """What is wrong with files that are each right by themselves, one sentence each."""
    return *_shared(makers), *_cycles(makers)


def _shared(makers: Sequence[tuple[Path, Maker]]) -> list[str]:
    """Names and words that two files claim."""
    owners: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for path, maker in makers:
        for kind in knowledge.CLAIMED_ONCE:
            for name in {plain_name(name) for _, names in knowledge.claimed(maker, kind) for name in names}:
                owners[kind, name].append(path)
    return [
        f"the {kind} '{name}' is claimed twice ({places(name, paths)}). Keep it in one of them."
        for (kind, name), paths in sorted(owners.items())
        if len(paths) > 1
    ]


def places(name: str, paths: list[Path]) -> str:
    """Where a name stands in files: file and line of each."""
    return " and ".join(f"{path.name}, line {_line(path, name)}" for path in paths)


def _line(path: Path, name: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if f" {name} " in f" {plain_name(line)} "), 1)


def _cycles(makers: Sequence[tuple[Path, Maker]]) -> list[str]:
    """Makers that own each other at the same time, in however many steps."""
    by_name = {plain_name(name): (path, maker) for path, maker in makers for name in (maker.name, *maker.aliases)}
    found: dict[frozenset[str], str] = {}
    for path, maker in makers:
        seen, here = [maker], maker
        while True:
            owner = next((p for p in reversed(here.parents) if p.end is None), None)
            nearest = by_name.get(plain_name(owner.name)) if owner else None
            if owner is None or nearest is None or nearest[1] is here:
                break
            here = nearest[1]
            if here is maker:
                names = " is owned by ".join([*(one.name for one in seen), maker.name])
                first = next(parent for parent in reversed(maker.parents) if parent.end is None)
                where = f"{path.name}, line {_line(path, plain_name(first.name))}"
                found.setdefault(frozenset(one.name for one in seen), f"a cycle of parents: {names} ({where}).")
                break
            if here in seen:
                break
            seen.append(here)
    return list(found.values())
