"""Take a picture of a report: `python -m tests.browser.screenshot REPORT.html PICTURE.png [--at c3] [--dark]`."""

import argparse
from pathlib import Path

from playwright.sync_api import Browser

from .chromium import browser


def take(
    chromium: Browser,
    address: str,
    picture: Path,
    *,
    at: str = "",
    size: tuple[int, int] = (1360, 900),
    dark: bool = False,
    zoom: int = 1,
) -> None:
    """Write a PNG of what a reader sees. `at` is the id of a place on the page, e.g. `c3`; empty means its top."""
    page = chromium.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        device_scale_factor=zoom,
    )
    page.goto(f"{address}#{at}" if at else address)
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=picture)
    page.close()


def main() -> None:
    """Read the command line and take the picture."""
    parser = argparse.ArgumentParser(description="Take a picture of a report.")
    parser.add_argument("report", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--at", default="", help="id of the place to show, e.g. c3")
    parser.add_argument("--width", type=int, default=1360, help="pixels")
    parser.add_argument("--height", type=int, default=900, help="pixels")
    parser.add_argument("--zoom", type=int, default=1, help="2 for sharp screens")
    parser.add_argument("--dark", action="store_true")
    asked = parser.parse_args()
    size = (asked.width, asked.height)
    with browser() as chromium:
        address = asked.report.resolve().as_uri()
        take(chromium, address, asked.picture, at=asked.at, size=size, dark=asked.dark, zoom=asked.zoom)


if __name__ == "__main__":
    main()
