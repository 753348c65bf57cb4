"""What every test may use: the real public records beside the project, where they are there."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("no clock", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("no clock")

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""The folder of real records, gold labels and articles. A user's machine does not have it."""


def shared_folder(name: str) -> Path:
    """A folder of the shared records. Skips with the reason where it is missing, fails in CI, where it must be there."""
    folder = SHARED / name
    if folder.is_dir():
        return folder
    reason = f"needs the public records in ../shared/{name}, which are not part of the project"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def records() -> Path:
    """The folder of real public award records (`../shared/data`)."""
    return shared_folder("data")


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of hand-labelled examples (`../shared/gold`)."""
    return shared_folder("gold")


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of texts to check (`../shared/articles`)."""
    return shared_folder("articles")
