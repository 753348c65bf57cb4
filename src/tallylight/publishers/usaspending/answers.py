"""One question, asked until its answer is whole: what it brought, in a form that the pull's folder keeps."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

from tallylight.errors import PublisherError, UsageError
from tallylight.publishers.pulls import Pull
from tallylight.publishers.trouble import AGAIN
from tallylight.publishers.usaspending import award, jobs, judge
from tallylight.publishers.usaspending.pieces import ARCHIVE, DOWNLOAD, SEARCH, Piece
from tallylight.publishers.usaspending.search import search
from tallylight.publishers.usaspending.take import Damaged, File, Taken, discard, take
from tallylight.publishers.vault import Vault
from tallylight.publishers.wire import Fetched, Wire

TRIES = 3
"""How often a file is asked for that cannot be made, or is not what the publisher counts."""

COUNT = "/api/v2/download/count/"
LAST_UPDATED = "/api/v2/awards/last_updated/"


@dataclass(frozen=True, slots=True)
class Found:
    """What one question brought."""

    as_of: date
    files: tuple[File, ...]
    understood: dict[str, Any] = field(default_factory=dict)
    answer_name: str = ""
    answer_sha256: str = ""
    answer_size: int = 0  # bytes
    rows: int = 0  # of all tables of the answer
    told: int | None = None  # rows, as the job says
    counted: int | None = None  # actions, as the publisher's count says
    lacks: str = ""
    passed_over: tuple[str, ...] = ()  # members of the answer that are no records

    def out(self) -> dict[str, Any]:
        """As JSON."""
        told = {name: getattr(self, name) for name in Found.__slots__}
        return told | {"as_of": str(self.as_of), "files": [file_out(file) for file in self.files]}

    @staticmethod
    def read(told: dict[str, Any]) -> Found:
        """From JSON."""
        files = tuple(File(**file) for file in told["files"])
        typed = {
            "as_of": date.fromisoformat(told["as_of"]),
            "files": files,
            "passed_over": tuple(told["passed_over"]),
        }
        return Found(**told | typed)


class OnePerson(UsageError):
    """Whom a vendor's name stands for is one person trading alone: such rows are not looked up by a name."""


def file_out(file: File) -> dict[str, Any]:
    """A kept file as JSON."""
    return {name: getattr(file, name) for name in File.__slots__}


def last_updated(wire: Wire) -> date:
    """The day of the publisher's data."""
    told = wire.ask(LAST_UPDATED)
    try:
        return datetime.strptime(told["last_updated"], "%m/%d/%Y").date()
    except (TypeError, KeyError, ValueError) as error:
        raise judge.Misunderstood("the publisher does not say of which day its data are", LAST_UPDATED) from error


def counted(wire: Wire, filters: dict[str, Any]) -> tuple[int | None, bool]:
    """How many actions a download of these filters has, and whether that is more than one download gives."""
    told = wire.ask(COUNT, {"filters": filters, "spending_level": "transactions"})
    judge.messages(told, COUNT)
    number = told.get("calculated_count") if isinstance(told, dict) else None
    return (number if isinstance(number, int) else None), bool(isinstance(told, dict) and told.get("rows_gt_limit"))


def answer(wire: Wire, vault: Vault, pull: Pull, number: int, piece: Piece) -> Found:
    """Ask one question until its answer is whole. Raises PublisherError when it never is, or is to another question."""
    as_of = piece.shown or last_updated(wire)
    if piece.path == SEARCH:
        return _searched(wire, vault, piece, as_of)
    expected = counted(wire, piece.count)[0] if piece.count else None
    keys = award.action_keys(wire, piece.keys) if piece.keys else None
    why, best = "", None
    for _ in range(TRIES):
        try:
            found = _once(wire, vault, pull, number, piece, as_of, keys)
        except (Damaged, jobs.JobFailed) as failed:
            why = str(failed)
            pull.forget(_job_name(number))
            continue
        if expected is None or found.counted is None or found.counted >= expected:
            return _with_count(found, expected, "")
        best = found
        pull.forget(_job_name(number))
    if best is None:
        raise PublisherError(f"no whole file after {TRIES} tries, at last: {why}", where=piece.words, do=AGAIN)
    assert expected is not None
    lacks = f"The publisher counts {expected:,} actions where its download has {best.counted:,} ({piece.words})."
    return _with_count(best, expected, lacks)


def _with_count(found: Found, expected: int | None, lacks: str) -> Found:
    return Found.read(found.out() | {"counted": expected, "lacks": lacks})


def _once(wire: Wire, vault: Vault, pull: Pull, number: int, piece: Piece, as_of: date, keys: set[str] | None) -> Found:
    """One try. Until `answer` has compared it, `counted` holds how many actions the file has."""
    with tempfile.TemporaryFile(dir=pull.folder) as packed:  # it has no name: nothing is left of it, however this ends
        name, understood, told, fetched = _fetched(wire, pull, number, piece, packed)
        taken = take(packed, piece.name, vault, piece.rows, wire.progress, told, keys is not None)
    try:
        _check(taken, piece, keys, told)
    except (Damaged, PublisherError, OnePerson):
        discard(vault, taken)
        raise
    return Found(
        as_of=as_of,
        files=tuple(taken.files),
        understood=understood,
        answer_name=name,
        answer_sha256=fetched.sha256,
        answer_size=fetched.size,
        rows=taken.rows,
        told=told,
        counted=taken.actions,
        passed_over=tuple(taken.passed_over),
    )


def _fetched(
    wire: Wire, pull: Pull, number: int, piece: Piece, packed: IO[bytes]
) -> tuple[str, dict[str, Any], int | None, Fetched]:
    """The publisher's file in `packed`: its name, the filters that were understood, and the rows that it should have."""
    if piece.path == ARCHIVE:
        return piece.body["file_name"], {}, None, wire.fetch(piece.body["url"], packed)
    running = pull.read(_job_name(number))
    if running:
        job = jobs.Job(**running)
    else:
        job = jobs.post(wire, piece)
        pull.write(_job_name(number), job.out())
    told = jobs.wait(wire, piece, job)
    try:
        return job.file_name, job.understood, told, jobs.fetch(wire, job, packed)
    except PublisherError:
        pull.forget(_job_name(number))  # files are kept for a while only: the next run asks for a new one
        raise


def _check(taken: Taken, piece: Piece, keys: set[str] | None, told: int | None) -> None:
    if told is not None and taken.rows != told:
        raise Damaged(f"the file has {taken.rows:,} rows where the publisher says {told:,}")
    if taken.outside:
        what = f"{taken.outside:,} of {taken.actions:,} rows are not what was asked for"
        raise judge.Misunderstood(what, piece.words)
    if piece.path == DOWNLOAD and taken.withheld and taken.withheld == taken.actions:
        raise OnePerson(
            "everybody of that name is one person trading alone",
            where="--vendor",
            do="Tallylight does not look people up. Nothing was kept.",
        )
    if keys is None:
        return
    # The download of a vehicle may hold the actions of its orders too.
    lost = keys - taken.keys if piece.keys and piece.keys.startswith("CONT_IDV_") else keys ^ taken.keys
    if lost:
        what = f"the file and the publisher's list of actions differ in {len(lost):,} of {len(keys):,}"
        raise Damaged(f"{what}, such as {min(lost)}")


def _searched(wire: Wire, vault: Vault, piece: Piece, as_of: date) -> Found:
    found = search(wire, piece)
    with vault.writing(f"{piece.name}.json.gz") as (out, kept):
        text = found.as_json()
        out.write(text)
    file = File(kept.path, kept.sha256, kept.size, len(found.rows), "search")
    return Found(
        as_of=as_of,
        files=(file,),
        answer_name="pages of a search",
        answer_size=len(text),
        rows=len(found.rows),
        told=found.counted,
        counted=found.counted,
    )


def _job_name(number: int) -> str:
    return f"{number:04d}.job"


def results_name(number: int) -> str:
    """The file of a pull that keeps what question `number` brought."""
    return f"{number:04d}"


def kept_whole(vault: Vault, ledger_files: tuple[File, ...]) -> bool:
    """Whether the files of an earlier run are there as they were written."""
    return all(vault.whole(file.path, file.sha256) for file in ledger_files)
