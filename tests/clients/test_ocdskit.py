"""`ocdskit compile` makes of our releases what we say of the awards."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from tallylight.export import ocds
from tallylight.ledger import open_ledger
from tests.clients.test_clients import PROGRAMS
from tests.conftest import shared_folder


def test_ocdskit_compiles_our_releases_to_the_current_state(tmp_path: Path) -> None:
    if not (PROGRAMS / "ocdskit").exists():
        pytest.skip("needs ocdskit of .venv-clients, which `make clients` installs")
    with zipfile.ZipFile(shared_folder("clients") / "ocds-standard-1__1__5.zip") as archive:
        (name,) = [one for one in archive.namelist() if one.endswith("schema/release-schema.json")]
        (tmp_path / "schema.json").write_bytes(archive.read(name))
    edition = open_ledger()
    with (tmp_path / "ocds.json").open("wb") as out:
        ocds.write(edition, out)
    command = [str(PROGRAMS / "ocdskit"), "compile", "--schema", str(tmp_path / "schema.json")]
    with (tmp_path / "ocds.json").open("rb") as given:
        done = subprocess.run(command, stdin=given, capture_output=True, text=True, check=True)
    found = {one["contracts"][0]["id"]: one["contracts"][0] for one in map(json.loads, done.stdout.splitlines())}
    awards = edition.query("select award_id, sum(obligated), count(*) - 1 from actions group by 1")
    assert {key: f"{one['value']['amount']:.2f}" for key, one in found.items()} == {
        award_id: f"{total:.2f}" for award_id, total, _ in awards
    }
    assert {key: len(one.get("amendments", [])) for key, one in found.items()} == {
        award_id: later for award_id, _, later in awards
    }
