"""Results to one document tree, and from there to terminal, HTML and JSON.

`parley.brief.build.build` arranges; `parley.brief.terminal`, `parley.brief.html` and
`parley.brief.jsonform` draw. Nothing here computes: no analysis and no reader is imported, and
who is heard, origins and which figures are of one thing come from the views of `parley.ledger`.
"""
