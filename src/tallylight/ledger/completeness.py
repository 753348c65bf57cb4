"""What an edition covers, and what is provably or probably missing from it.

The rules rest on how a search answer is fetched: 100 rows a page, largest amounts first, no fixed order among equal
amounts. The proof that each of them is needed is in docs/decisions/0004-an-exact-repeat-is-a-warning.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tallylight import figures
from tallylight.ledger import windows
from tallylight.ledger.manifest import Block, FileEntry, newest_last
from tallylight.model import Coverage, CoverageState

if TYPE_CHECKING:
    from tallylight.ledger.edition import Edition

PAGE = 100
"""Rows of one page of a search answer, and the most that the publisher gives."""

SEARCH_ANSWERS = {"usaspending-api-actions", "usaspending-api-actions-9"}
"""Formats that hold a publisher's whole answer for an agency and a fiscal year."""

PUBLISHERS = {
    "tallylight-facts": "Tallylight",
    "fpds-xml": "Federal Procurement Data System",
    "sam-contract-awards": "SAM.gov",
}
USASPENDING = "USAspending.gov"

# An agency signs hundreds of actions in the last week of September. An answer whose last action is earlier than this
# many days before the end of the year was fetched while the year was still open.
LAST_WEEK = 7


@dataclass(frozen=True, slots=True)
class Filled:
    """How many current actions of a block come from an older copy, and the day of the newest of these copies."""

    actions: int
    as_of: date


def is_search_answer(entry: FileEntry) -> bool:
    """Whether the file holds all of a block as the publisher answered it, and not only a selection of awards."""
    return entry.report.format in SEARCH_ANSWERS and not entry.selection


def coverage_of(
    files: Sequence[FileEntry],
    filled: Mapping[tuple[str, int], Filled],
    current: Mapping[tuple[str, int], windows.Held] | None = None,
) -> tuple[Coverage, ...]:
    """One block for each sub-agency and fiscal year, sorted. The newest whole answer decides, else a selection.

    Whole is the answer of a search, and what `tallylight pull` asked for by agency and time: see `windows`.
    """
    newest: dict[tuple[str, int], tuple[FileEntry, Block]] = {}
    for entry in sorted(newest_last(files), key=_weight):
        for block in entry.blocks:
            newest[block.sub_agency, block.fiscal_year] = (entry, block)
    held = {key: _coverage(entry, block, filled.get(key)) for key, (entry, block) in newest.items()}
    for key, spans in windows.spans_of(files).items():
        held[key] = windows.joined(key, spans, held.get(key), (current or {}).get(key, windows.NOTHING))
    return tuple(block for _, block in sorted(held.items()))


def _weight(entry: FileEntry) -> tuple[bool, bool]:
    """Whole answers say more about what is covered than selections of actions, and these more than summaries."""
    return is_search_answer(entry), entry.report.kind == "actions"


def _coverage(entry: FileEntry, block: Block, filled: Filled | None) -> Coverage:
    cut_short = is_search_answer(entry) and is_cut_short(block)
    reasons: tuple[str, ...] = ()
    if not is_search_answer(entry):
        state, reasons = CoverageState.SELECTION, (selection_sentence(entry),)
    elif cut_short or block.repeats:
        state, reasons = CoverageState.PARTIAL, partial_sentences(block, filled)
    else:
        state = CoverageState.COMPLETE
    return Coverage(
        publisher=PUBLISHERS.get(entry.report.format, USASPENDING),
        sub_agency=block.sub_agency,
        fiscal_year=block.fiscal_year,
        start=date(block.fiscal_year - 1, 10, 1) if block.fiscal_year > date.min.year else date.min,
        end=last_day(block, entry.as_of),
        state=state,
        rows=block.rows,
        obligated=block.obligated,
        path=entry.report.path,
        as_of=entry.as_of,
        reasons=reasons,
        cut_short=cut_short,
        repeats=block.repeats,
    )


def is_cut_short(block: Block) -> bool:
    """An answer that ends exactly at a page's end, before any amount below zero, was broken off there."""
    return block.rows > 0 and block.rows % PAGE == 0 and block.negative == 0


def last_day(block: Block, as_of: date) -> date:
    """30 September for a year that was over when it was fetched, else the day of the last action."""
    year_end = date(block.fiscal_year, 9, 30)
    over = as_of > year_end and (year_end - block.last).days < LAST_WEEK
    return year_end if over else block.last


def partial_sentences(block: Block, filled: Filled | None) -> tuple[str, ...]:
    """Why a block is partial, in plain sentences."""
    sentences = []
    if is_cut_short(block):
        pages = block.rows // PAGE
        shape = f"exactly {pages:,} pages of {PAGE}" if pages > 1 else f"exactly one page of {PAGE}"
        sentences.append(
            f"{block.rows:,} rows are {shape} and none is negative: the answer was cut short; what is lost is at "
            f"the low end, zero-dollar actions and money taken back{'' if filled else ', so a sum is too high'}."
        )
    if block.repeats:
        one = block.repeats == 1
        sentences.append(
            f"{block.repeats:,} exact {'repeat' if one else 'repeats'}: about {block.repeats:,} other "
            f"{'row is' if one else 'rows are'} probably missing."
        )
    if filled:
        verb = "action that the newest lacks is" if filled.actions == 1 else "actions that the newest lacks are"
        sentences.append(f"{filled.actions:,} {verb} taken from an older copy ({filled.as_of}) and counted.")
    return tuple(sentences)


def selection_sentence(entry: FileEntry) -> str:
    """Why nothing can be concluded from what such a file does not hold."""
    if entry.asked:
        return f"Only what was asked for is held ({entry.asked.words}), so silence about anything else means nothing."
    if entry.report.kind == "summaries":
        return "Only award summaries are held, for the awards that were asked for: single actions are not."
    return "Only some awards are held: what was asked for is not stated in the file, so silence means nothing."


def sentences(coverage: Iterable[Coverage]) -> tuple[str, ...]:
    """Every reason of every block, with its agency and years in front; one sentence for years that share a reason."""
    years: dict[tuple[str, str], list[int]] = {}
    for block in coverage:
        for why in block.reasons:
            years.setdefault((block.sub_agency, why), []).append(block.fiscal_year)
    return tuple(f"{agency}, fiscal {year_list(found)}: {why}" for (agency, why), found in years.items())


_SENTENCE = re.compile(r"(?P<agency>.+?), fiscal (?P<years>\d{4}[\d, and to]*): .*", re.DOTALL)
"""What `sentences` writes."""


def folded(warnings: Iterable[str]) -> tuple[str, ...]:
    """Warnings for a person who asked about something else: the sentences about one agency become one line.

    An agency with a single sentence keeps it; what is said of no agency stays. `tallylight status` tells everything.
    """
    groups: dict[str, list[str]] = {}
    for warning in warnings:
        told = _SENTENCE.fullmatch(warning)
        groups.setdefault(told["agency"] if told else warning, []).append(warning)
    return tuple(some[0] if len(some) == 1 else _folded(agency, some) for agency, some in groups.items())


def _folded(agency: str, warnings: Sequence[str]) -> str:
    years: set[int] = set()
    for warning in warnings:
        told = _SENTENCE.fullmatch(warning)
        for first, last in re.findall(r"(\d{4})(?: to (\d{4}))?", told["years"] if told else ""):
            years.update(range(int(first), int(last or first) + 1))
    return f"{agency}, fiscal {year_list(years)}: rows are missing, or probably are; `tallylight status` says which."


def year_list(years: Iterable[int]) -> str:
    """Years as a reader writes them: 2024, or 2021 to 2023, 2025 and 2026."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    # Two years in a row are two years; "to" saves words from the third on.
    told = [t for run in runs for t in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    return ", ".join(told[:-1]) + f" and {told[-1]}" if len(told) > 1 else "".join(told)


def warnings_for(
    edition: Edition, sub_agency: str | None = None, start: date | None = None, end: date | None = None
) -> tuple[str, ...]:
    """What is missing from the blocks that a total touches: of one sub-agency (None: of any) from `start` to `end`."""
    return sentences(
        block
        for block in edition.coverage
        if (sub_agency is None or block.sub_agency == sub_agency)
        and (end is None or block.start <= end)
        and (start is None or date(block.fiscal_year, 9, 30) >= start)
    )


def edition_warnings(
    files: Sequence[FileEntry], coverage: Sequence[Coverage], missing: int, keyless: int
) -> tuple[str, ...]:
    """Everything known to be incomplete or odd in an edition, one plain sentence each."""
    found = list(sentences(block for block in coverage if block.state is CoverageState.PARTIAL))
    selections = sum(block.state is CoverageState.SELECTION for block in coverage)
    if selections:
        what = "agency-year holds" if selections == 1 else "agency-years hold"
        found.append(f"{selections:,} {what} selected awards only: what is not among them says nothing.")
    if missing:
        what = "action is" if missing == 1 else "actions are"
        found.append(
            f"{missing:,} {what} absent from the newest answer for the same agency and year, kept and counted: such "
            "answers lose rows by themselves, so absence does not mean that an action was withdrawn."
        )
    if keyless:
        found.append(
            f"{keyless:,} {'action comes' if keyless == 1 else 'actions come'} from files without award keys and could "
            "not be tied to one award: contract number and agency are all that is known."
        )
    for entry in files:
        report = entry.report
        if report.rows_rejected:
            found.append(
                f"{report.path}: {figures.count(report.rows_rejected, 'row')} could not be kept; see rejected/."
            )
    return tuple(found)
