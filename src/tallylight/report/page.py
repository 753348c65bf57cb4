"""A checked text as one HTML file that needs nothing else: no network, no script to be read, and prints well.

The template writes every word through automatic escaping, and a content security policy allows only the one style
sheet and the one small script that this module put in, by their hashes. So a text can never bring markup of its own.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any

from minijinja import Environment, Markup

from tallylight.model import CheckedText
from tallylight.report import view
from tallylight.report.claimreview import claimreview


def html(checked: CheckedText, *, address: str = "") -> str:
    """The whole page as text, to be written as UTF-8. The same `checked` always gives the same bytes.

    With the `address` at which it will be published, the ClaimReview records stand in the page, where search engines
    look for them.
    """
    style, script = _asset("page.css"), _asset("page.js")
    records = _data(claimreview(checked, address)) if address else None
    return _templates().render_template(
        "page.html",
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, *(content for content in (script, records) if content)),
        records=Markup(records) if records else None,
        **view.context(checked),
    )


def _policy(style: str, *scripts: str) -> str:
    """What a browser may run and load. Nothing leaves the page, and only our own style and scripts count.

    Records (JSON-LD) are nothing that runs; some readers of policies want to see them named all the same.
    """
    hashes = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {hashes}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _data(records: list[dict[str, Any]]) -> str:
    """JSON that cannot end the script element around it: the signs that mean something in HTML are written as escapes."""
    text = json.dumps(records, ensure_ascii=True, indent=1)
    # U+007F is a control character that JSON would let through and HTML does not allow.
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\x7f"})


@cache
def _asset(name: str) -> str:
    return resources.files("tallylight.report").joinpath("templates", name).read_text(encoding="utf-8").strip()


@cache
def _templates() -> Environment:
    environment = Environment(loader=_asset, trim_blocks=True, lstrip_blocks=True, undefined_behavior="strict")
    environment.auto_escape_callback = lambda _name: True
    return environment
