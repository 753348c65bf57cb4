"""A checked text on a terminal: a table of verdicts, then each claim with its arithmetic and its rows.

Made for 80 columns and for no colour at all: words carry the meaning, colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tallylight import figures
from tallylight.model import Action, CheckedText, Judgement, Reading, Verdict
from tallylight.report.shown import one_line, short_names
from tallylight.report.words import (
    DATE_SOURCES,
    FLAGS,
    STARTER,
    VERDICTS,
    about,
    cited,
    excerpt,
    partial,
    tally,
    why,
    words,
)

DESCRIPTION = 240
"""Characters of a publisher's description that fit a terminal; the page and the JSON have all of it."""

_STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.APPROXIMATELY_SUPPORTED: "yellow",
    Verdict.CONTRADICTED: "red",
    Verdict.NO_RECORD: "magenta",
    Verdict.OUTSIDE_COVERAGE: "cyan",
    Verdict.NOT_CHECKABLE: "dim",
}


def show(checked: CheckedText, console: Console) -> None:
    """Print the whole report. `console` decides width and colour. Long lines are wrapped, addresses never broken."""
    _say(console, checked.title or checked.path, style="bold")
    _say(console, f"Text of {checked.text_date.isoformat()} (date {words(DATE_SOURCES, checked.date_source)}).")
    if checked.starter:
        _say(console, STARTER)
    for warning in checked.warnings:
        _say(console, f"Warning: {warning}")
    console.print()
    if checked.judgements:
        totals = ", ".join(f"{number} {VERDICTS[verdict].label}" for verdict, number in tally(checked))
        _say(console, f"{figures.count(len(checked.judgements), 'statement')}: {totals}.")
        console.print(_verdicts(checked.judgements))
    else:
        _say(console, "No statement about a contract was found in this text.")
    console.print()
    files = short_names({source.path for source in cited(checked)})
    for judgement in checked.judgements:
        _claim(console, judgement, files)
    _tail(console, checked)


def _verdicts(judgements: Sequence[Judgement]) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), leading=1)
    table.add_column("#", no_wrap=True)
    table.add_column("Verdict", width=13)
    table.add_column("About", ratio=2)
    table.add_column("Statement", ratio=3)
    for judgement in judgements:
        table.add_row(
            Text(one_line(judgement.claim.id)),
            _verdict(judgement.verdict),
            Text(about(judgement.claim)),
            Text(one_line(judgement.claim.text)),
        )
    return table


def _claim(console: Console, judgement: Judgement, files: Mapping[str, str]) -> None:
    claim = judgement.claim
    console.rule(Text(one_line(claim.id)), align="left", characters="-", style="dim")
    reason = why(judgement)
    _print(console, Text.assemble(_verdict(judgement.verdict), f" ({reason})" if reason else "", style="bold"))
    if about(claim):
        _say(console, f"About: {about(claim)}")
    _say(console, f"“{one_line(claim.text)}”", indent=2)
    _say(console, judgement.explanation)
    for flag in judgement.flags:
        _say(console, f"Note: {words(FLAGS, flag)}.")
    for caveat in judgement.caveats:
        _say(console, f"Caveat: {caveat}")
    _readings(console, judgement.readings)
    _actions(console, "Evidence", judgement.evidence, files)
    known = {action.award_id for action in judgement.evidence}
    _actions(console, "What happened since", judgement.since_then, files, linked=known)
    console.print()


def _readings(console: Console, readings: Sequence[Reading]) -> None:
    if not readings:
        return
    _title(console, "Readings ( > is the one that the wording asks for)")
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    for reading in readings:
        table.add_row(
            ">" if reading.asked else "",
            Text(one_line(reading.name)),
            Text(figures.reading(one_line(reading.value))),
            "agrees" if reading.agrees else "differs",
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _actions(
    console: Console, title: str, actions: Sequence[Action], files: Mapping[str, str], *, linked: Collection[str] = ()
) -> None:
    """The rows under a heading for each award, with the file and row each is from. `linked` awards had their address."""
    if not actions:
        return
    _title(console, title)
    award, described = None, ""
    for action in actions:
        if (action.award_id, action.payee) != award:
            award, described = (action.award_id, action.payee), ""
            _say(console, f"{action.piid}, {action.payee}", indent=2)
            if action.url and action.award_id not in linked:
                # Not wrapped: a terminal can open an address only if it is in one piece.
                _print(console, Text(f"  {one_line(action.url)}", style="dim"), wrapped=False)
        row = (
            f"{action.action_date.isoformat()}  {one_line(action.modification):<6}  {figures.usd(action.obligated):>15}"
        )
        where = f"{files[action.source.path]}, row {action.source.row}"
        _print(console, Text.assemble(row, "  ", (where, "dim")), indent=4)
        if action.description != described:
            described = action.description
            _say(console, excerpt(described, DESCRIPTION), indent=6, style="dim")


def _tail(console: Console, checked: CheckedText) -> None:
    if checked.unparsed:
        _title(console, "Found but not understood")
        for line in dict.fromkeys(f"“{one_line(item.text)}” ({item.why})" for item in checked.unparsed):
            _say(console, line, indent=2)
        console.print()
    gaps = partial(checked.coverage)
    if gaps:
        _title(console, "Where the ledger is known to be incomplete")
        for block in gaps:
            reasons = " ".join(block.reasons) or "Rows are missing."
            _say(console, f"{block.sub_agency}, fiscal year {block.fiscal_year}: {reasons}", indent=2)
        console.print()
    sources = cited(checked)
    if sources:
        _title(console, "The files that the rows are from, and their SHA-256")
        names = short_names({source.path for source in sources})
        for source in sources:
            _say(console, names[source.path], indent=2)
            _say(console, source.sha256, indent=4, style="dim")
        console.print()
    _say(console, f"Edition {checked.edition}, Tallylight {checked.software}")
    _say(console, f"SHA-256 {checked.edition_sha256}")


def _title(console: Console, title: str) -> None:
    _print(console, Text(title, style="underline"))


def _say(console: Console, line: str, *, indent: int = 0, style: str = "") -> None:
    # Text, never markup: square brackets in an article must not be read as colours. No highlighting of numbers either.
    _print(console, Text(one_line(line), style=style), indent=indent)


def _print(console: Console, text: Text, *, indent: int = 0, wrapped: bool = True) -> None:
    """A line of text, wrapped where it is longer than the console is wide."""
    if console.color_system is not None:
        console.print(Padding(text, (0, 0, 0, indent), expand=False) if indent else text, soft_wrap=not wrapped)
        return
    # Without colours nothing is left of a layout but blanks and line breaks, and laying hundreds of lines out takes longer
    # than judging what they say.
    fits = not wrapped or indent + text.cell_len <= console.width
    for line in [text] if fits else text.wrap(console, console.width - indent):
        console.file.write(f"{' ' * indent}{line.plain.rstrip()}\n")


def _verdict(verdict: Verdict) -> Text:
    return Text(VERDICTS[verdict].label, style=_STYLES[verdict])
