"""The tables of a ledger, and the triggers that keep them append-only.

``documents``       a text, once, by the hash of its text
``names``           every name under which it was seen
``readings``        one reader's pass over one document with one publication date: the document's
                    other facts (``head``) and what is no claim (``frame``: sentences, tokens,
                    actors, places, times, relations)
``claims``          one row a claim, reader and version
``claim_parties``   who stands in it, and as what
``reading_claims``  which claims a reading found, in which order; ``payload`` only where the same
                    claim was first kept with other particulars (another publication date)
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "claim_parties",
    "claims",
    "documents",
    "guards",
    "metadata",
    "names",
    "reading_claims",
    "readings",
]

APPLICATION_ID = 0x5041524C
"""``PARL``: SQLite's own place for saying whose file this is (``PRAGMA application_id``)."""
SCHEMA_VERSION = 1
"""Kept in ``PRAGMA user_version``."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("chars", Integer, nullable=False),  # SQLite's length() stops at a NUL
    Column("first_read_at", String),
)
names = Table(
    "names",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("seen_at", String),
)
readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("reader", String, nullable=False),
    Column("version", String, nullable=False),
    Column("published", String),
    Column("read_at", String),
    Column("head", Text, nullable=False),
    Column("frame", Text, nullable=False),
    Index("readings_document", "document"),
)
claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("reader", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("act", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Index("claims_act", "act"),
)
claim_parties = Table(
    "claim_parties",
    metadata,
    Column("claim", String, primary_key=True),
    Column("reader", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("role", String, primary_key=True),  # by, to, through
    Column("party", String, primary_key=True),
    ForeignKeyConstraint(
        ["claim", "reader", "version"], ["claims.id", "claims.reader", "claims.version"]
    ),
    Index("claim_parties_party", "party"),
)
reading_claims = Table(
    "reading_claims",
    metadata,
    Column("reading", ForeignKey("readings.number"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("claim", String, nullable=False),
    Column("payload", Text),
)


def guards() -> list[str]:
    """SQL of the triggers: no row is ever changed, dropped or replaced.

    ``INSERT OR REPLACE`` drops the old row without asking the delete trigger, so a row whose key
    is there already is refused before it comes to that.
    """
    made = []
    for table in metadata.sorted_tables:
        same = " AND ".join(f'"{key.name}" = NEW."{key.name}"' for key in table.primary_key)
        unique = [column.name for column in table.columns if column.unique]
        same = " OR ".join([f"({same})", *(f'"{name}" = NEW."{name}"' for name in unique)])
        taken = f'EXISTS (SELECT 1 FROM "{table.name}" WHERE {same})'
        for verb, condition in (("UPDATE", ""), ("DELETE", ""), ("INSERT", f"WHEN {taken}")):
            made.append(
                f'CREATE TRIGGER "{table.name}_no_{verb.lower()}" BEFORE {verb} '
                f'ON "{table.name}" {condition} BEGIN '
                f"SELECT RAISE(ABORT, 'a ledger is append-only: {table.name}'); END"
            )
    return made
