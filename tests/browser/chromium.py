"""A headless Chromium for the tests and for the project's own screenshot."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

# Nothing but the page itself may use the network, and no window is needed.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def installed() -> str | None:
    """The Chromium on this machine's PATH."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def browser() -> Iterator[Browser]:
    """A running browser. Raises FileNotFoundError where no Chromium is installed."""
    path = installed()
    if path is None:
        raise FileNotFoundError("no chromium or chromium-browser on PATH")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield chromium
        finally:
            chromium.close()


def need_chromium() -> None:
    """Skip a test where no Chromium is installed; fail in CI, where one must be."""
    if installed():
        return
    reason = "needs a headless Chromium (chromium or chromium-browser on PATH)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
