"""One award: its key as it is today, and the keys of all its actions."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tallylight.errors import UsageError
from tallylight.publishers.usaspending import judge
from tallylight.publishers.usaspending.questions import CONTRACTS, VEHICLES
from tallylight.publishers.wire import Wire

SEARCH = "/api/v2/search/spending_by_award/"
TRANSACTIONS = "/api/v2/transactions/"
PAGE = 5_000  # rows, the most that the publisher gives
MOST_PAGES = 100


def current_key(wire: Wire, given: str) -> str:
    """The publisher's present key of an award, from any key it had or from the number printed on the contract.

    Award keys change: the publisher then answers to the old one with the new one. Raises UsageError when it knows no such
    award, or several with that number.
    """
    if given.startswith("ASST_"):
        raise UsageError("grants are not pulled one by one", where=given, do="Name a contract or a vehicle.")
    key = given if given.startswith("CONT_") else _key_of_number(wire, given)
    told = wire.ask(f"/api/v2/awards/{quote(key, safe='')}/", may_miss=True)
    current = told.get("generated_unique_award_id") if isinstance(told, dict) else None
    if not isinstance(current, str) or not current.startswith("CONT_"):
        raise _unknown(given)
    return current


def _key_of_number(wire: Wire, number: str) -> str:
    keys: set[str] = set()
    for kinds in (CONTRACTS, VEHICLES):  # the publisher refuses a question about both
        body = {
            # Quotes inside the text ask for this number exactly; without them the publisher looks for similar ones.
            "filters": {"award_type_codes": list(kinds), "award_ids": [f'"{number}"']},
            "fields": ["Award ID", "Recipient Name"],
            "sort": "Award ID",
            "page": 1,
            "limit": 100,
        }
        answer = wire.ask(SEARCH, body)
        judge.messages(answer, SEARCH)
        rows: list[Any] = answer.get("results") or [] if isinstance(answer, dict) else []
        keys |= {
            str(row["generated_internal_id"])
            for row in rows
            if str(row.get("Award ID") or "").casefold() == number.casefold() and row.get("generated_internal_id")
        }
    if not keys:
        raise _unknown(number)
    if len(keys) > 1:
        shown = ", ".join(sorted(keys)[:3]) + (", ..." if len(keys) > 3 else "")
        raise UsageError(f"{len(keys):,} awards have this number", where=number, do=f"Name one by its key: {shown}.")
    return keys.pop()


def _unknown(given: str) -> UsageError:
    return UsageError(
        "the publisher knows no such contract", where=given, do="Check the number, or name the award's key."
    )


def action_keys(wire: Wire, key: str) -> set[str]:
    """The key of every action of an award. Several pages are read in both orders: equal days have no order of their own."""
    found, pages = _listed(wire, key, "asc")
    return found | _listed(wire, key, "desc")[0] if pages > 1 else found


def _listed(wire: Wire, key: str, order: str) -> tuple[set[str], int]:
    found: set[str] = set()
    page, more = 0, True
    while more and page < MOST_PAGES:
        page += 1
        body = {"award_id": key, "page": page, "limit": PAGE, "sort": "action_date", "order": order}
        answer = wire.ask(TRANSACTIONS, body)
        judge.messages(answer, TRANSACTIONS)
        try:
            found |= {str(row["id"]).removeprefix("CONT_TX_") for row in answer["results"]}
            more = bool(answer["page_metadata"]["hasNext"])
        except (TypeError, KeyError) as error:
            raise judge.Misunderstood("the answer is no list of actions", TRANSACTIONS) from error
    return found, page
