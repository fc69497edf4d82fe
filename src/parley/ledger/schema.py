"""The tables of a ledger that hold what was given, and the triggers that keep them append-only.

``documents``       a text, once, by the hash of its text
``names``           every name under which it was seen
``originals``       the bytes that a text was made from, where they are not simply the text
``revisions``       which document is a later version of which, and why
``readings``        one reader's pass over one document with one publication date: the document's
                    other facts (``head``), what is no claim (``frame``: actors, places, times,
                    relations) and the words with their tags, compressed (``words``)
``claims``          one row a claim, reader and version
``reading_claims``  which claims a reading found, in which order; ``payload`` only where the same
                    claim was first kept with other particulars (another publication date)
``files_read``      a file that was read to its end, so that a run that was stopped goes on there

What is computed from them, and may be made anew at any time, is in `parley.ledger.index`.

Version 1 had no ``originals``, ``revisions``, ``files_read`` and ``words`` (which stood in
``frame``), and a table ``claim_parties``, which stays in a ledger of that version and is no
longer asked.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "claims",
    "documents",
    "files_read",
    "guards",
    "metadata",
    "names",
    "originals",
    "reading_claims",
    "readings",
    "revisions",
]

APPLICATION_ID = 0x5041524C
"""``PARL``: SQLite's own place for saying whose file this is (``PRAGMA application_id``)."""
SCHEMA_VERSION = 2
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
originals = Table(
    "originals",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("media_type", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zlib
)
revisions = Table(
    "revisions",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("revises", ForeignKey("documents.id"), primary_key=True),
    Column("reason", String, nullable=False),
    Column("seen_at", String),
    Index("revisions_revises", "revises"),
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
    Column("words", LargeBinary),
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
)
reading_claims = Table(
    "reading_claims",
    metadata,
    Column("reading", ForeignKey("readings.number"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("claim", String, nullable=False),
    Column("payload", Text),
    sqlite_with_rowid=False,
)
files_read = Table(
    "files_read",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("reader", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("published", String, primary_key=True),  # as the caller gave it, or nothing
    Column("read_at", String),
    sqlite_with_rowid=False,
)


def guards(tables: list[Table] | None = None) -> list[str]:
    """SQL of the triggers: no row is ever changed, dropped or replaced.

    ``INSERT OR REPLACE`` drops the old row without asking the delete trigger, so a row whose key
    is there already is refused before it comes to that.
    """
    made = []
    for table in tables or metadata.sorted_tables:
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
