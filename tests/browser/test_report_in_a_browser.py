"""The HTML report in a real browser: it renders, moves, prints, asks for nothing, and everybody can use it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tallylight.report import page as report

from ..report import example
from .chromium import browser, need_chromium
from .screenshot import take

pytestmark = pytest.mark.browser

WIDE, NARROW = (1360, 900), (360, 740)
ONE_OF_EACH = replace(
    example.CHECKED,
    judgements=tuple({judgement.verdict: judgement for judgement in example.JUDGEMENTS}.values()),
)
"""Every verdict once: as much to look at for an accessibility check as the whole, in less time."""
LOOKS = [(size, scheme) for size in (WIDE, NARROW) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    need_chromium()
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report.html(example.CHECKED, address="https://example.org/report.html"), encoding="utf-8")
    return path.as_uri()


class Opened:
    """A page, with everything that it complained about and everything that it asked for."""

    def __init__(self, chromium: Browser, address: str, size: tuple[int, int] = WIDE, scheme: str = "light") -> None:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(address)


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_page_shows_without_complaint_and_asks_for_nothing(
    chromium: Browser, address: str, size: tuple[int, int], scheme: str
) -> None:
    opened = Opened(chromium, address, size, scheme)
    assert opened.page.locator("h1").inner_text() == example.TITLE
    assert opened.page.locator(".card").count() == len(example.JUDGEMENTS)
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith("data:")] == [address]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_an_accessibility_check_finds_nothing(
    chromium: Browser, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    path = tmp_path / "report.html"
    path.write_text(report.html(ONE_OF_EACH), encoding="utf-8")
    opened = Opened(chromium, path.as_uri(), size, scheme)
    opened.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    results = Axe().run(opened.page)
    assert results.violations_count == 0, results.generate_report()


def test_a_telephone_needs_no_sideways_scrolling(chromium: Browser, address: str) -> None:
    page = Opened(chromium, address, NARROW).page
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    too_wide = "[...document.querySelectorAll('.card .scroll')].filter(box => box.scrollWidth > box.clientWidth).length"
    assert page.evaluate(too_wide) == 0


def test_a_click_on_a_statement_brings_its_card_and_the_way_back(chromium: Browser, address: str) -> None:
    page = Opened(chromium, address).page
    page.locator(".stretch[data-claims='c14']").click()
    assert page.url.endswith("#c14")
    assert 0 <= top_of(page, "#c14") < 100
    assert page.evaluate("document.activeElement.id") == "c14"
    assert page.locator(".stretch.current").get_attribute("data-claims") == "c14"
    page.locator("#c14 .back a").click()
    assert 0 <= top_of(page, "#text-c14") < WIDE[1]


def test_the_text_stays_in_sight_beside_a_card_far_down(chromium: Browser, address: str) -> None:
    page = Opened(chromium, f"{address}#c14").page
    assert top_of(page, ".text") >= 0


def test_a_long_text_moves_to_the_statement_of_the_card(chromium: Browser, tmp_path: Path) -> None:
    filler = "Nothing to check here. " * 2000
    claim = replace(example.JUDGEMENTS[0].claim, span=(len(filler), len(filler) + 6))
    checked = replace(
        example.CHECKED,
        text=f"{filler}Claims{filler}",
        unparsed=(),
        judgements=(replace(example.JUDGEMENTS[0], claim=claim),),
    )
    path = tmp_path / "report.html"
    path.write_text(report.html(checked), encoding="utf-8")
    page = Opened(chromium, f"{path.as_uri()}#c1").page
    assert 0 < top_of(page, ".stretch") < WIDE[1]


def test_the_page_works_without_its_script(chromium: Browser, address: str) -> None:
    page = chromium.new_context(java_script_enabled=False, viewport={"width": 1360, "height": 900}).new_page()
    page.goto(address)
    page.locator(".stretch[data-claims='c1']").click()
    assert page.url.endswith("#c1")
    assert 0 <= top_of(page, "#c1") < 100


def test_a_keyboard_reaches_every_statement(chromium: Browser, address: str) -> None:
    page = Opened(chromium, address).page
    page.locator(".stretch").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#c1")


def test_what_a_text_says_about_itself_is_not_run(chromium: Browser, tmp_path: Path) -> None:
    text = "<img src=x onerror=alert(1)><script>alert(1)</script>\u202eabc"
    path = tmp_path / "report.html"
    path.write_text(report.html(replace(example.EMPTY, text=text, title=text)), encoding="utf-8")
    opened = Opened(chromium, path.as_uri())
    assert opened.complaints == []
    assert opened.page.locator("#text-as-read").inner_text() == text
    assert opened.page.locator("img").count() == 0


def test_print_has_every_row_and_every_address(chromium: Browser, address: str) -> None:
    page = Opened(chromium, address).page
    page.emulate_media(media="print")
    assert page.locator(".text").evaluate("box => getComputedStyle(box).position") == "static"
    link = page.locator(".award-name a").first
    assert "usaspending.gov" in link.evaluate("a => getComputedStyle(a, '::after').content")
    assert page.locator(".card .rows").first.is_visible()
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 50_000


MOST_PAGES = 1.2
"""Pages of paper a statement. With every list opened, and each row printed three times, it was more than two."""


def test_paper_shows_what_decides_and_nothing_twice(chromium: Browser, address: str) -> None:
    page = Opened(chromium, address).page
    page.emulate_media(media="print")
    assert page.locator("details:not(.prints)").evaluate_all("all => all.every(one => !one.checkVisibility())")
    seen = "all => all.filter(one => one.checkVisibility()).map(one => one.querySelector('b').textContent)"
    pictures = page.locator(".timeline").evaluate_all(seen)
    assert pictures
    assert len(pictures) == len(set(pictures))
    pages = len(re.findall(rb"/Type ?/Page\b", page.pdf(format="A4")))
    assert 0 < pages <= MOST_PAGES * len(example.JUDGEMENTS)


def test_a_picture_of_the_report_can_be_taken(chromium: Browser, address: str, tmp_path: Path) -> None:
    picture = tmp_path / "docs" / "report.png"
    take(chromium, address, picture, at="c3", dark=True)
    assert picture.read_bytes().startswith(b"\x89PNG")
