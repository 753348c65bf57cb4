"""The expected claims of a whole article. Rewrite them with `python -m tests.claims.golden`, then read the difference.

The article is our own invention, with figures of the starter ledger; some of its sentences are wrong on purpose.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tallylight import settings
from tallylight.claims import check_text
from tallylight.ledger import open_ledger
from tallylight.model import CheckedText

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "claims"
ARTICLE, EXPECTED = FOLDER / "procurement.txt", FOLDER / "procurement.json"


def checked() -> CheckedText:
    """The article, checked against the ledger that comes with the package."""
    text = ARTICLE.read_text(encoding="utf-8")
    return check_text(open_ledger(str(settings.starter_ledger())), text, today=date(2026, 12, 1))


def as_json(found: CheckedText) -> dict[str, Any]:
    """What a reviewer should see change: each claim with its verdict, reason and evidence, and what was not judged and why."""
    return {
        "text_date": found.text_date.isoformat(),
        "claims": [
            {
                "text": j.claim.text,
                "kind": j.claim.kind,
                "agency": j.claim.agency,
                "vendor": j.claim.vendor,
                "verdict": j.verdict.value,
                "reason": j.reason_code,
                "direction": j.direction,
                "flags": list(j.flags),
                "evidence": [r.action_id for r in j.evidence],
            }
            for j in found.judgements
        ],
        "not_judged": [{"text": u.text, "why": u.why} for u in found.unparsed],
    }


def written() -> str:
    """The expected file."""
    return json.dumps(as_json(checked()), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    EXPECTED.write_text(written(), encoding="utf-8")
    print(f"wrote {EXPECTED.name}")
