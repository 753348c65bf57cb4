"""A stand-in publisher for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publisher.data import invented
from tests.publisher.server import Publisher
from tests.publisher.service import Service


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """With the invented records, three rows a member of a zip."""
    with Publisher(Service(invented(), members_of=3)).running() as running:
        yield running


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where the ledger will be."""
    return tmp_path / "ledger"
