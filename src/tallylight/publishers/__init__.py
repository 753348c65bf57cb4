"""From a publisher's service to files of the ledger: what `tallylight pull` asks, and how it makes sure of the answer.

In:  what a person wants (an agency and a time, an award, a vendor), and a ledger's folder.
Out: cleaned answers under the ledger's `sources/`, each with what was asked (`model.Asked`), ready for a build.

One folder a publisher. Start with `usaspending/pull.py`. `wire.py` is the only module that opens a connection; `retry.py`
decides when to ask again; `vault.py` keeps answers by their SHA-256; `progress.py` is what a caller may watch.
"""
