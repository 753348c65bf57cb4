"""Every record that Tallylight speaks of, in the words of the glossary. Plain dataclasses, no imports of the engine.

Money is `Decimal` US dollars, never a float; days are `date`. `None` always means "the source does not say".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a reader can look a record up: the file as it was given, its SHA-256, and the row (1 is the first record)."""

    path: str
    sha256: str
    row: int


@dataclass(frozen=True, slots=True)
class Action:
    """One contract action: an award or one modification of it. The unit that is paid, and the unit of evidence."""

    action_id: str  # award_id + ":" + modification (+ ":" + transaction number when it is not the first)
    award_id: str  # the publisher's award key, e.g. CONT_AWD_70CMSD25P00000111_7012_-NONE-_-NONE-
    piid: str  # the number printed on the contract
    modification: str  # "0" is the base award
    action_date: date  # the day it was signed
    obligated: Decimal  # the change that this action made; negative when money was taken back
    ceiling: Decimal | None  # potential total value of the award, where the publisher gives it
    agency: str | None  # department, e.g. Department of Homeland Security
    sub_agency: str  # e.g. U.S. Immigration and Customs Enforcement
    payee: str  # as published; may be a reseller
    payee_uei: str | None
    description: str
    psc: str | None  # product or service: the code, or the label where only that is published
    naics: str | None
    source: SourceRef
    url: str  # the public page of the award
    first_seen: date  # the day on which a publisher first showed this version of the action
    last_seen: date


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be kept, and why. `row` counts records of the file, 1 being the first after the header."""

    path: str
    row: int
    field: str  # the word of this model for it (action_date); empty when the whole row is meant
    value: str
    reason: str
    column: str = ""  # the name that the file gives it (Action Date)

    @property
    def shown_as(self) -> str:
        """What to call the field to somebody who has the file open."""
        return self.column or self.field


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that is byte for byte the same as an earlier row of its file."""

    row: int
    same_as: int


@dataclass(frozen=True, slots=True)
class StatedCoverage:
    """What a mapping file says of a table: whose it is, and whether it holds all payments of an agency in a time."""

    publisher: str
    page: str | None  # of the publisher
    mapping: str  # path of the mapping file
    mapping_sha256: str
    complete: bool  # False: a selection, and silence means nothing
    agency: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """The accounts of one file: rows_read = rows_kept + rows_repeated + rows_rejected, always."""

    path: str
    sha256: str
    format: str  # e.g. usaspending-api-actions
    kind: str  # actions, summaries, subawards or notices
    rows_read: int
    rows_kept: int
    rows_repeated: int
    rows_rejected: int
    obligated: Decimal  # the sum over kept rows, to the cent; only a checksum where there are several currencies
    as_of: date | None = None  # the day the publisher showed the file, when the file or its name says so
    rejected: tuple[Rejected, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    notes: tuple[str, ...] = ()  # what was odd, in plain words: re-saved by a spreadsheet, unknown columns, ...
    amounts: tuple[tuple[str, Decimal], ...] = ()  # the same by currency (ISO 4217); empty: all are US dollars
    stated: StatedCoverage | None = None  # of a table that was read by a mapping file


@dataclass(frozen=True, slots=True)
class Window:
    """A time, both days included, for which a publisher was asked for everything that one agency awarded."""

    sub_agency: str  # as award records name it
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Asked:
    """What a publisher was asked when it gave a file, as far as that is known: `tallylight pull` knows it."""

    pull: str  # id of the pull; its folder under pulls/ has the plan
    words: str  # for a person: actions awarded by ICE, 2025-10-01 to 2026-08-20
    request: str  # the method and path that was asked, e.g. POST /api/v2/bulk_download/awards/
    question: dict[str, object]  # the body that was sent
    understood: dict[str, object]  # the filters that the publisher echoed; empty where it echoes none
    answer_name: str  # the publisher's own name of what it sent
    answer_sha256: str  # of what it sent, before the door; that file is not kept
    windows: tuple[Window, ...] = ()  # what this file completes; empty: it is a selection
    all_agencies: tuple[date, date] | None = None  # complete for every sub-agency in it, from one day to another
    only_changes: bool = False  # what changed in the windows since an earlier answer, and not all of them
    lacks: str = ""  # why it is not all of the windows after all, as one sentence
    aliases: tuple[tuple[str, str], ...] = ()  # award keys that were asked for, and the keys that they are now


class CoverageState(StrEnum):
    """How much of a block the ledger holds."""

    COMPLETE = "complete"  # nothing shows that anything is missing
    PARTIAL = "partial"  # rows are provably missing
    SELECTION = "selection"  # only some awards were ever asked for: silence means nothing


@dataclass(frozen=True, slots=True)
class Coverage:
    """One block that a ledger holds: a publisher's answer for one agency, one kind of award and one fiscal year."""

    publisher: str
    sub_agency: str
    fiscal_year: int
    start: date  # first day the block covers
    end: date  # last day the block covers
    state: CoverageState
    rows: int  # of the block in its newest file, exact repeats included; of pulled blocks, the current actions
    obligated: Decimal  # sum over these rows, repeats left out
    path: str
    as_of: date
    reasons: tuple[str, ...] = ()  # why it is partial; one plain sentence each
    cut_short: bool = (
        False  # the newest file breaks off at a page boundary: money taken back and zero-dollar actions lack
    )
    repeats: int = 0  # exact repeats in the newest file; about as many other rows are probably missing


class Verdict(StrEnum):
    """What the ledger says to a claim."""

    SUPPORTED = "supported"
    APPROXIMATELY_SUPPORTED = "approximately_supported"
    CONTRADICTED = "contradicted"
    NO_RECORD = "no_record"
    OUTSIDE_COVERAGE = "outside_coverage"
    NOT_CHECKABLE = "not_checkable"


class Hedge(StrEnum):
    """How firmly a figure is stated."""

    PLAIN = "plain"
    NEARLY = "nearly"
    ABOUT = "about"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    MAGNITUDE = "magnitude"  # "millions", "tens of millions"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money as a text states it. `unit` is the value of the last digit written: 10,000 for "$3.75 million"."""

    raw: str
    value: Decimal
    unit: Decimal
    hedge: Hedge = Hedge.PLAIN
    high: Decimal | None = None  # the upper end of a range; `value` is then the lower one


@dataclass(frozen=True, slots=True)
class When:
    """A time as a text states it, resolved against the day of the text. `kind` picks the tolerance, see claims/rules."""

    text: str
    kind: str  # day, month, year, fiscal_year, part_of_year, this_week, last_week, this_month, last_month, recently, since
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in a text that award records can confirm or refute. `span` counts code points of the text as read."""

    id: str
    span: tuple[int, int]
    text: str
    kind: str  # the rule that judges it, e.g. "single_action"; names are the files of claims/rules
    vendor: str | None = None
    agency: str | None = None
    product: str | None = None
    amount: Amount | None = None
    amount_kind: str | None = None  # "award", "obligation", "ceiling", "total", "count"
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim, with what the ledger says under it."""

    name: str
    value: str  # money with two decimals, a count, or a day
    agrees: bool
    asked: bool = False  # the reading that the wording asks for, and that decides
    rows: tuple[Action, ...] = ()  # the rows that were added up; every figure opens


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one claim, with everything a reader needs to check it."""

    claim: Claim
    verdict: Verdict
    explanation: str  # the arithmetic in a sentence or two, neutral wording
    reason_code: str | None = None
    direction: str | None = None
    readings: tuple[Reading, ...] = ()
    evidence: tuple[Action, ...] = ()
    since_then: tuple[Action, ...] = ()  # later actions of the same awards, oldest first
    history: tuple[Action, ...] = ()  # every action of the awards in evidence, for the timeline
    flags: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()  # what the ledger lacks that bears on this claim


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A statement about money or contracts that was found but not understood, and why."""

    span: tuple[int, int]
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A whole text, checked: what `tallylight check` returns and every report is made from."""

    text: str
    title: str | None
    path: str  # as given on the command line; "-" for standard input
    text_date: date
    date_source: str  # "given", "metadata" (of a page), "text" or "today"
    edition: str
    edition_sha256: str
    software: str  # version of Tallylight
    starter: bool  # judged against the starter ledger that the package ships
    judgements: tuple[Judgement, ...]
    unparsed: tuple[Unparsed, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    ledger: str | None = None  # the ledger as the user named it; None for the starter ledger
    extracted: bool = False  # the text is the main text of a web page: spans count in it
