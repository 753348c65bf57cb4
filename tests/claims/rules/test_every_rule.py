"""Each rule has a page, a test file and an example that it finds itself."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tallylight.claims import rules

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "docs" / "rules"
NAMES = [rule.NAME for rule in rules.RULES]
CONTEXT = "ICE bought software from Clearview AI, Paragon Solutions and Palantir. "


@pytest.mark.parametrize("rule", rules.RULES, ids=NAMES)
def test_every_rule_finds_its_own_example(rule: ModuleType, scene: Any) -> None:
    before = CONTEXT if "the company" in rule.EXAMPLE or rule.EXAMPLE.startswith("The ") else ""
    found = rule.find(scene(before + rule.EXAMPLE))
    assert [s.rule for s in found][:1] == [rule.NAME]


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_a_page_and_a_test_file(name: str) -> None:
    assert (PAGES / f"{name}.md").is_file()
    assert (Path(__file__).parent / f"test_{name}.py").is_file()


def test_every_rule_file_is_a_rule_that_runs() -> None:
    files = {p.stem for p in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == set(NAMES)


@pytest.mark.parametrize("rule", rules.RULES, ids=NAMES)
def test_the_page_of_a_rule_shows_its_example_and_says_what_a_reader_needs(rule: ModuleType) -> None:
    page = (PAGES / f"{rule.NAME}.md").read_text(encoding="utf-8")
    assert rule.EXAMPLE in page
    for heading in ("What it looks for", "Method", "A worked example", "Why it is so", "When it does not apply"):
        assert f"## {heading}" in page, heading
    assert "Source: " in page


def test_every_page_is_of_a_rule_and_is_linked_from_the_list() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert {p.stem for p in PAGES.glob("*.md")} == {*NAMES, "README"}
    assert all(f"({name}.md)" in index for name in NAMES)
