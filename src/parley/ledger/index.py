"""The tables that are computed from a ledger's readings, so that questions are quick.

They list the *current* reading of each document by each reader, and are no part of the record:
rows come and go as readings become current, and `parley.ledger._index.rebuild` makes all of them
anew from what is append-only.

``current_readings``  the current readings; ``doc`` is the number of their document's first one
``listed``            their claims; ``place`` sorts them as a document's reader would
``listed_parties``    whose claims they are, or to whom they are made
``listed_issues``     the issues that they are on
``listed_measures``   what figures count
``listed_actors``     which forms of actors the readings have (``actor_forms``)
``listed_names``      by what words an actor goes (``how``: 0 its id or name, 1 another mention),
                      and whom it represents, is a part of, or has as a member (2)
``passages``          the paragraphs of every document, for ``passage_words``, the full-text index

Dates are day numbers (`datetime.date.toordinal`), 0 where there is none.
"""

from __future__ import annotations

__all__ = ["LISTS", "TABLES", "make"]

LISTS = {"party": "listed_parties", "issue": "listed_issues", "measure": "listed_measures"}
"""What claims are found by → the table that has it."""

_PLACE = "published INTEGER NOT NULL, doc INTEGER NOT NULL, place INTEGER NOT NULL"
_MARKS = "kind TEXT NOT NULL, act TEXT NOT NULL, reader TEXT NOT NULL, happened INTEGER NOT NULL"


def _list(name: str, key: str) -> str:
    # Newest first, since that is what a page shows; the other orders sort what they find. The
    # columns of the key stand first: of any others SQLite's own check of a file (3.40) reports
    # values that are missing where none are.
    return (
        f"CREATE TABLE {name} ({key} TEXT NOT NULL, {_PLACE}, number INTEGER NOT NULL, {_MARKS}, "
        f"PRIMARY KEY ({key}, published DESC, doc, place, number)) WITHOUT ROWID"
    )


TABLES = {
    "current_readings": (
        "CREATE TABLE current_readings (reading INTEGER PRIMARY KEY, document TEXT NOT NULL, "
        "reader TEXT NOT NULL, doc INTEGER NOT NULL, published INTEGER NOT NULL)",
        "CREATE UNIQUE INDEX current_readings_document ON current_readings (document, reader)",
        "CREATE INDEX current_readings_doc ON current_readings (doc)",
    ),
    "listed": (
        f"CREATE TABLE listed (number INTEGER PRIMARY KEY, {_MARKS}, {_PLACE}, "
        "reading INTEGER NOT NULL, position INTEGER NOT NULL, local TEXT NOT NULL)",
        "CREATE INDEX listed_text ON listed (doc, place)",
        "CREATE INDEX listed_newest ON listed (published DESC, doc, place)",
        "CREATE INDEX listed_kind ON listed (kind, published DESC, doc, place)",
        "CREATE INDEX listed_act ON listed (act, published DESC, doc, place)",
        "CREATE INDEX listed_happened ON listed (happened DESC, doc, place) WHERE happened > 0",
    ),
    **{name: (_list(name, key),) for key, name in LISTS.items()},
    "actor_forms": (
        "CREATE TABLE actor_forms (number INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE)",
    ),
    "listed_actors": (
        "CREATE TABLE listed_actors (reading INTEGER NOT NULL, actor INTEGER NOT NULL, "
        "PRIMARY KEY (reading, actor)) WITHOUT ROWID",
    ),
    "listed_names": (
        "CREATE TABLE listed_names (word TEXT NOT NULL, how INTEGER NOT NULL, "
        "actor TEXT NOT NULL, reading INTEGER NOT NULL, "
        "PRIMARY KEY (word, how, actor, reading)) WITHOUT ROWID",
        "CREATE INDEX listed_names_reading ON listed_names (reading)",
    ),
    "passages": (
        "CREATE TABLE passages (number INTEGER PRIMARY KEY, doc INTEGER NOT NULL, "
        "start INTEGER NOT NULL, end INTEGER NOT NULL)",
    ),
    "passage_words": (
        # Without content of its own: the text stands once, in `documents`.
        "CREATE VIRTUAL TABLE passage_words USING fts5 (text, content='', "
        'tokenize="unicode61 remove_diacritics 2")',
    ),
}


def make() -> list[str]:
    """SQL that makes all of them."""
    return [statement for statements in TABLES.values() for statement in statements]
