"""The documentation is executed: every command that it shows runs, and prints what it shows.

In a ```console block, a line that begins with `$ tallylight` is run, in what looks like a checkout, from the top of a
page to its end. The lines below it are what it prints; a line `...` stands for any number of lines. A block after
`<!-- needs: records -->` runs only where the public records are, which it finds in the folder `downloads`.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from tallylight import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"(<!-- needs: records -->\n+)?```console\n(.*?)```", re.DOTALL)
SNAPSHOT = "usaspending/cbp-ice-actions"


@dataclass(frozen=True)
class Step:
    """One command of a page, and the lines that it is said to print."""

    command: str
    printed: tuple[str, ...]
    needs_records: bool


def steps(page: Path) -> Iterator[Step]:
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block[2], flags=re.MULTILINE)[1:]:
            command, *printed = part.rstrip("\n").split("\n")
            if command.startswith("tallylight "):
                yield Step(command, tuple(printed), bool(block[1]))


def as_pattern(printed: tuple[str, ...]) -> str:
    """A pattern for output in which `...` stands for any lines. Blanks at the ends of lines do not count."""
    lines = [r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"[ ]*\n" for line in printed]
    return "".join(lines) + r"\s*"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that looks like the top of the project to a reader of the documentation."""
    (tmp_path / "src").symlink_to(ROOT / "src")
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("TALLYLIGHT_LEDGER", raising=False)
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if any(True for _ in steps(page))], ids=lambda page: page.stem)
def test_every_command_shown_runs_and_prints_what_is_shown(
    page: Path, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for step in steps(page):
        if step.needs_records:
            continue
        run(step, capsys)


@pytest.mark.records
@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(step.needs_records for step in steps(page))], ids=lambda page: page.stem
)
def test_the_commands_for_real_files_run_on_the_public_records(
    page: Path, records: Path, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "downloads").symlink_to(records / SNAPSHOT)
    for step in steps(page):
        run(step, capsys)


def run(step: Step, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    code = cli.main(shlex.split(step.command)[1:])
    output = capsys.readouterr()
    assert code in (0, 1), output.err
    if step.printed:
        assert re.fullmatch(as_pattern(step.printed), output.out), f"$ {step.command}\n{output.out}"


def test_every_command_has_an_example_in_the_documentation() -> None:
    shown = {word for page in PAGES for step in steps(page) for word in shlex.split(step.command)[1:]}
    assert set(reference().commands()) <= shown


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_says_what_the_commands_say() -> None:
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert reference().page(text) == text, "run `make golden`, which writes the generated parts anew"


def test_the_reference_has_every_command() -> None:
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- command (\S+) -->", text)) == {"everywhere", *reference().commands()}


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.stem)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_page_can_be_reached_from_the_map() -> None:
    text = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "index.md" or f"({page.name})" in text
    for folder in ("decisions", "rules"):
        listed = (ROOT / "docs" / folder / "README.md").read_text(encoding="utf-8")
        assert f"({folder}/README.md)" in text
        for page in (ROOT / "docs" / folder).glob("*.md"):
            assert page.name == "README.md" or f"({page.name})" in listed


def test_every_rule_has_its_page_with_the_statement_that_it_judges() -> None:
    from tallylight.claims.rules import RULES

    pages = {page.stem: page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "rules").glob("[a-z]*.md")}
    assert set(pages) == {rule.NAME for rule in RULES}
    for rule in RULES:
        assert f"> {rule.EXAMPLE}\n" in pages[rule.NAME]
        for part in ("What it looks for", "Method", "A worked example", "Why it is so", "When it does not apply"):
            assert f"## {part}\n" in pages[rule.NAME]


def test_the_verdicts_and_reasons_of_the_code_are_explained() -> None:
    from tallylight.model import Verdict

    text = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")
    for verdict in Verdict:
        assert f"| {verdict.value.replace('_', ' ')} |" in text
