"""Tallylight: a verified ledger of public spending on surveillance technology, and a fact-checker for contract claims.

The folders tell the way of the data, top to bottom:

    sources/    a publisher's file      -> actions of one shape
    publishers/ a question to a publisher -> files, cleaned and checked
    ledger/     actions                 -> an immutable edition, with its coverage
    knowledge/  what people wrote down  -> vendors, families, products, agencies
    articles/   a file, a page, an address -> a text
    claims/     a text and an edition   -> claims, readings, verdicts
    report/     verdicts                -> a terminal table, JSON, one HTML page
    cli.py      parses the request, calls one function of the above, renders
"""

__version__ = "0.1.0"
