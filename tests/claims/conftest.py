"""The ledgers that the claims engine is tested against: invented rows in memory, and the real records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from tallylight.claims import check_text
from tallylight.claims.languages.english import ENGLISH
from tallylight.claims.names import Names
from tallylight.claims.records import Records
from tallylight.claims.scene import Scene, scenes
from tallylight.ledger import Edition, build, open_ledger
from tallylight.model import CheckedText, Judgement
from tests.claims import ledger as fake
from tests.claims.ledger import TEXT_DATE, FakeLedger

Check = Callable[..., CheckedText]
Judge = Callable[..., Judgement]


@pytest.fixture(scope="session")
def facts() -> FakeLedger:
    """Awards of four vendors, and companies that only sound like one of them."""
    return fake.facts()


@pytest.fixture(scope="session")
def fact_records(facts: FakeLedger) -> Records:
    return Records(facts)


@pytest.fixture(scope="session")
def names(facts: FakeLedger) -> Names:
    return Names(facts.payees())


@pytest.fixture(scope="session")
def check(facts: FakeLedger, fact_records: Records) -> Check:
    """Check a text against the shipped facts, as of 15 September 2025 unless a day is given."""

    def run(text: str, day: date = TEXT_DATE) -> CheckedText:
        return check_text(cast(Any, facts), text, text_date=day, today=day, records=fact_records)

    return run


@pytest.fixture(scope="session")
def judge(check: Check) -> Judge:
    """The only judgement on a text (of one kind, if one is named)."""

    def run(text: str, kind: str | None = None, day: date = TEXT_DATE) -> Judgement:
        found = [j for j in check(text, day).judgements if kind in (None, j.claim.kind)]
        assert len(found) == 1, [(j.claim.kind, j.verdict) for j in found]
        return found[0]

    return run


@pytest.fixture(scope="session")
def scene(names: Names) -> Callable[..., Scene]:
    """The last sentence of a text, with what was found in it."""
    return lambda text, day=TEXT_DATE: scenes(text, day, names, ENGLISH)[-1]


@pytest.fixture(scope="session")
def edition(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition of the real CBP and ICE actions of fiscal 2021 to 2026."""
    folder = tmp_path_factory.mktemp("claims") / "ledger"
    build.add([str(records / "usaspending" / "cbp-ice-actions")], str(folder))
    return open_ledger(str(folder))


@pytest.fixture(scope="session")
def real(edition: Edition) -> Check:
    """Check a text against the real records, as of 15 September 2025 unless a day is given."""
    kept = Records(edition)

    def run(text: str, day: date = TEXT_DATE) -> CheckedText:
        return check_text(edition, text, text_date=day, today=day, records=kept)

    return run
