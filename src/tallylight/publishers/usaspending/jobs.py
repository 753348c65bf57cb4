"""Generated downloads: ask for one, see that it was understood, wait until it is made, copy it.

A job is asked for once and then looked for again, also after a kill: its name is kept with the pull.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import quote

from tallylight.publishers.usaspending import judge
from tallylight.publishers.usaspending.pieces import BULK, Piece
from tallylight.publishers.wire import Fetched, Wire

POLLS = (5.0, 5.0, 10.0, 10.0, 20.0, 30.0)
"""Seconds between two looks at a job; the last one from then on."""

LONGEST_JOB = 2 * 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class Job:
    """A download that the publisher was asked to make, and the filters that it echoed."""

    file_name: str
    file_url: str
    understood: dict[str, Any]

    def out(self) -> dict[str, Any]:
        """As JSON."""
        return {"file_name": self.file_name, "file_url": self.file_url, "understood": self.understood}


class JobFailed(Exception):
    """The publisher could not make the file, this time."""


def post(wire: Wire, piece: Piece) -> Job:
    """Ask for a download. Raises Misunderstood when the answer is to another question, PublisherError when there is none."""
    answer = wire.ask(piece.path, piece.body)
    judge.messages(answer, piece.path)
    told = answer if isinstance(answer, dict) else {}
    name, address = str(told.get("file_name") or ""), str(told.get("file_url") or "")
    if not name or not address:
        raise judge.Misunderstood("the publisher's answer names no file", piece.path)
    request = told.get("download_request") or {}
    if "filters" in piece.body:
        judge.echo(piece.body["filters"], request.get("filters"), piece.path)
        understood = dict(request["filters"])
    else:  # everything on one award
        understood = {"award_id": request.get("award_id") or piece.body["award_id"]}
        judge.echo({"award_id": piece.body["award_id"]}, understood, piece.path)
    return Job(name, address, understood)


def wait(wire: Wire, piece: Piece, job: Job) -> int | None:
    """Wait until the file is made; gives how many rows it has, as the publisher counts them (None: it does not say).

    Raises JobFailed when it could not be made, or takes longer than two hours.
    """
    family = "bulk_download" if piece.path == BULK else "download"
    path = f"/api/v2/{family}/status?file_name={quote(job.file_name, safe='')}"
    waited, look = 0.0, 0
    while True:
        told = wire.ask(path, may_miss=True)
        if not isinstance(told, dict):
            raise JobFailed("the publisher knows nothing of the job")
        status = str(told.get("status") or "").casefold()
        if status == "finished":
            rows = told.get("total_rows")
            return int(rows) if isinstance(rows, int) else None
        if status == "failed":
            raise JobFailed(" ".join(str(told.get("message") or "no reason is given").split())[:200])
        pause = POLLS[min(look, len(POLLS) - 1)]
        waited, look = waited + pause, look + 1
        if waited > LONGEST_JOB:
            raise JobFailed("it was not made within two hours")
        wire.progress.waiting(f"the publisher is making the file ({status or 'no status'})", pause)
        wire.clock.sleep(pause)


def fetch(wire: Wire, job: Job, into: IO[bytes]) -> Fetched:
    """Copy the finished file."""
    return wire.fetch(job.file_url, into)
