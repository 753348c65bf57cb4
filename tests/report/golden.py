"""The expected output of the renderers. Rewrite it with `python -m tests.report.golden`, then read the difference."""

import io
import json
from pathlib import Path

from rich.console import Console

from tallylight.model import CheckedText
from tallylight.report import as_json, terminal

from . import example

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "report"
TEXTS = {"five-tools": example.CHECKED, "starter": example.STARTER, "no-statements": example.EMPTY}


def printed(checked: CheckedText, width: int = 80) -> str:
    """What a terminal of that width without colour shows, without the blanks at the ends of lines."""
    out = io.StringIO()
    terminal.show(checked, Console(file=out, width=width, color_system=None, force_terminal=False))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def as_text(checked: CheckedText) -> str:
    return json.dumps(as_json.checked_text(checked), ensure_ascii=False, indent=1) + "\n"


def expected() -> dict[str, str]:
    """File name to content, for every golden file."""
    files = {f"{name}.txt": printed(checked) for name, checked in TEXTS.items()}
    return files | {"starter.json": as_text(example.STARTER)}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in expected().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
        print(f"wrote {name}")
