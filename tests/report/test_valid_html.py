"""The report is valid HTML and CSS for the validator of the W3C (vnu), an independent reader of both."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tallylight.report import page

from . import example

JAR = Path(__file__).parents[2] / ".vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NOT_KNOWN_TO_IT = ("paint-order",)  # properties of CSS that every browser knows (SVG 2) and the validator does not
PAGES = {"all": example.CHECKED, "starter": example.STARTER, "none": example.EMPTY}


@pytest.fixture
def validator() -> list[str]:
    """The command, or a skip where it is not installed."""
    java = shutil.which("java")
    if not (java and JAR.exists()):
        pytest.skip(
            "needs Java (default-jre-headless) and npm, which `make validator` then installs the validator with"
        )
    return [java, "-Xss4m", "-jar", str(JAR)]


def test_the_validator_of_the_w3c_has_nothing_to_say(tmp_path: Path, validator: list[str]) -> None:
    for name, checked in PAGES.items():
        written = page.html(checked, address="https://example.org/report.html")
        (tmp_path / f"{name}.html").write_text(written, encoding="utf-8")
    command = [*validator, "--format", "json", "--stdout", *(str(tmp_path / f"{name}.html") for name in PAGES)]
    told = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    found = [f"{Path(one['url']).name}, line {one.get('lastLine')}: {one['message']}" for one in told["messages"]]
    assert [line for line in found if not any(f"“{word}”" in line for word in NOT_KNOWN_TO_IT)] == []
