"""`tallylight review`: names that may be one company, for a person to decide; and what was decided."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from tallylight import settings
from tallylight.commands import common
from tallylight.errors import UsageError
from tallylight.identity import near
from tallylight.ledger import Edition, desk

APPLY = "It counts from the next edition on: `tallylight rebuild` makes one now."


def run(args: argparse.Namespace) -> int:
    """List candidates, or write a decision down, or take one back."""
    if args.what == "decide":
        return decide(args)
    if args.what == "undo":
        return undo(args)
    if args.words:
        raise UsageError("too many words", where=" ".join(args.words), do="Run `tallylight review --help`.")
    edition = common.opened(args)
    found = candidates(edition, ledger_of(args))
    standing = desk.decisions(ledger_of(args), undone=True)
    if args.json:
        common.print_json(answer(edition, found, standing))
    else:
        show(found[: args.limit], len(found), standing, seen_beside(edition), common.console(args))
    return 0


def candidates(edition: Edition, ledger: Path) -> list[near.Candidate]:
    """Near names of one edition that nobody decided on."""
    rows = edition.query("select name, organisation_id, family_id from names")
    decided = {frozenset((each.one, each.other)) for each in desk.decisions(ledger)}
    return near.candidates(
        {name: organisation for name, organisation, _ in rows}, {name: family for name, _, family in rows}, decided
    )


def answer(edition: Edition, found: list[near.Candidate], standing: tuple[desk.Decision, ...]) -> dict[str, Any]:
    """Everything, for other tools. `beside`: which of the two no contract action was paid to, and where it was seen."""
    beside = seen_beside(edition)
    return {
        "edition": edition.id,
        "query": None,
        "total": len(found),
        "results": [
            {
                "one": each.one,
                "other": each.other,
                "nearness": each.nearness,
                "shared": each.shared,
                "beside": {name: beside[name] for name in (each.one, each.other) if name in beside},
            }
            for each in found
        ],
        "decisions": [
            {
                "id": each.id,
                "one": each.one,
                "other": each.other,
                "verdict": each.verdict,
                "who": each.who,
                "why": each.why,
                "decided": each.decided,
                "undone": each.undone,
                "undone_by": each.undone_by,
            }
            for each in standing
        ],
    }


def show(
    found: list[near.Candidate],
    total: int,
    standing: tuple[desk.Decision, ...],
    beside: Mapping[str, str],
    out: Console,
) -> None:
    """The nearest pairs first, then what was decided."""
    out.print(f"{total:,} pairs of names are near each other and not tied by any rule. Nothing is merged on likeness.")
    for each in found:
        first, second = (f"{name}{_where(name, beside)}" for name in (each.one, each.other))
        out.print(f"\n  {each.nearness}  {escape(first)}\n      {escape(second)}")
    if standing:
        out.print("\nDecided:")
    for one in standing:
        taken_back = f", taken back {one.undone} by {one.undone_by}" if one.undone else ""
        out.print(
            escape(
                f"  {one.id}  {one.verdict}: {one.one} / {one.other} ({one.who}, {one.decided}: {one.why}{taken_back})"
            )
        )
    out.print("\nDecide with: tallylight review decide NAME NAME same|family|different --who YOU --why REASON")


def _where(name: str, beside: Mapping[str, str]) -> str:
    """What to say of a name that no contract action was paid to."""
    return f"  (no contract action; seen in {beside[name]})" if name in beside else ""


def seen_beside(edition: Edition) -> dict[str, str]:
    """The names that no contract action was paid to, and in which records they stand."""
    return dict(edition.query("select name, seen_in from names where actions = 0 order by name"))


def decide(args: argparse.Namespace) -> int:
    """NAME NAME VERDICT, with --who and --why."""
    if len(args.words) != 3 or args.words[2] not in desk.VERDICTS:
        raise UsageError(
            "decide takes two published names and one of same, family, different",
            where=" ".join(args.words) or "review decide",
            do='For example: tallylight review decide "ACME INC" "ACME LLC" same --who ann --why "one registration"',
        )
    if not args.who or not args.why:
        raise UsageError("a decision needs who made it and why", where="review decide", do="Add --who and --why.")
    edition = common.opened(args)
    held = set(edition.published_names())
    for name in args.words[:2]:
        if name not in held:
            raise UsageError(
                f"the ledger holds no payee {name!r}", where="NAME", do="Copy it from `tallylight vendor`."
            )
    one, other, verdict = args.words
    made = desk.decide(ledger_of(args), one, other, verdict, args.who, args.why)
    print(f"Decision {made.id}: {made.one} and {made.other} are {made.verdict}. {APPLY}")
    return 0


def undo(args: argparse.Namespace) -> int:
    """ID, with --who."""
    if len(args.words) != 1 or not args.words[0].isdigit() or not args.who:
        raise UsageError(
            "undo takes the number of a decision, and --who", where="review undo", do="See `tallylight review`."
        )
    desk.undo(ledger_of(args), int(args.words[0]), args.who)
    print(f"Decision {args.words[0]} is taken back. {APPLY}")
    return 0


def ledger_of(args: argparse.Namespace) -> Path:
    """The ledger's folder. Raises UsageError for the starter ledger, beside which nothing can be written."""
    named = args.ledger or settings.ledger_from_environment()
    if not named:
        raise UsageError("decisions need a ledger of your own", where="--ledger", do="Name it with --ledger DIR.")
    return Path(named)
