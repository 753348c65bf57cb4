"""Render a checked text. In: one `model.CheckedText`. Out: a terminal table, JSON, an HTML page, ClaimReview records.

Read `as_json.checked_text` first: it is the shape other programs rely on. `terminal.show` prints for a person,
`page.html` makes one self-contained file to forward, `claimreview.claimreview` makes records for search engines.
The renderers judge nothing and look nothing up: every word and figure is already in the `CheckedText`.
"""
