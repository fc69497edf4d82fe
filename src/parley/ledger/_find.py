"""Small questions to a ledger's file: who, on what, where, and whether at all."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection

from parley.ledger._fetch import held
from parley.ledger._select import marks_for
from parley.ledger.answers import FileRead, Hit, Revision
from parley.ledger.index import LISTS
from parley.ledger.looking import hit_at, match_of, query_of
from parley.ledger.prepared import MENTION, NAME, TIE, day_number
from parley.ledger.records import loads
from parley.model import Actor, Span

__all__ = ["actors", "hits", "keys", "known", "revisions", "standing_for", "was_read"]


def was_read(connection: Connection, file: FileRead) -> bool:
    """Whether a file was read to its end before."""
    key = (file.sha256, file.name, file.reader, file.version, file.published or "")
    return (
        connection.exec_driver_sql(
            "SELECT 1 FROM files_read WHERE sha256 = ? AND name = ? AND reader = ? "
            "AND version = ? AND published = ?",
            key,
        ).first()
        is not None
    )


def known(connection: Connection, ids: Collection[str]) -> set[str]:
    """Those of these ids that documents have."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM documents WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {row[0] for row in rows}


def revisions(connection: Connection) -> tuple[Revision, ...]:
    """Every revision, in the order in which they were noted."""
    rows = connection.exec_driver_sql(
        "SELECT document, revises, reason, seen_at FROM revisions ORDER BY rowid"
    )
    return tuple(Revision(*row) for row in rows)


def actors(connection: Connection) -> tuple[Actor, ...]:
    """Every form of an actor that a current reading has."""
    rows = connection.exec_driver_sql(
        "SELECT form FROM actor_forms WHERE number IN (SELECT actor FROM listed_actors)"
    )
    forms = [loads(Actor, row[0]) for row in rows]
    return tuple(sorted(forms, key=lambda each: (each.id, each.name, repr(each))))


def standing_for(connection: Connection, name: str) -> frozenset[str]:
    """Ids of the actors that a name means, and of those that stand for them."""
    word = name.casefold().strip()
    meant = _named(connection, [word], NAME) or _named(connection, [word], MENTION)
    return frozenset(meant | _named(connection, meant, TIE))


def _named(connection: Connection, words: Collection[str], how: int) -> set[str]:
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT actor FROM listed_names WHERE how = ? AND word IN ({marks_for(words)})",
        (how, *words),
    )
    return {row[0] for row in rows}


def keys(connection: Connection, what: str) -> tuple[str, ...]:
    """Every issue, or every measure, in order: a step of the index each."""
    table = LISTS[what]
    rows = connection.exec_driver_sql(
        f"WITH RECURSIVE each (word) AS (SELECT min({what}) FROM {table} UNION ALL "
        f"SELECT (SELECT min({what}) FROM {table} WHERE {what} > word) FROM each "
        "WHERE word IS NOT NULL) SELECT word FROM each WHERE word IS NOT NULL"
    )
    return tuple(row[0] for row in rows)


def hits(
    connection: Connection,
    query: str,
    limit: int | None,
    offset: int,
    stretch: tuple[str | None, str | None],
) -> tuple[Hit, ...]:
    """Paragraphs with all the words of a query, the nearest first."""
    needles = query_of(query)
    values: tuple[object, ...] = (match_of(needles),)
    dated = ""
    if stretch != (None, None):
        since, until = stretch
        dated = (
            "AND EXISTS (SELECT 1 FROM current_readings n WHERE n.doc = p.doc "
            "AND n.published BETWEEN ? AND ?) "
        )
        values += (day_number(since) or 1, day_number(until or "9999-12-31"))
    rows = connection.exec_driver_sql(
        "SELECT r.document, p.start, p.end, w.rank FROM passage_words w "
        "CROSS JOIN passages p ON p.number = w.rowid CROSS JOIN readings r ON r.number = p.doc "
        f"WHERE w.passage_words MATCH ? {dated}ORDER BY w.rank, p.number LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    ).all()
    documents = {each.id: each for each in held(connection, {row[0] for row in rows})}
    texts = dict(
        iter(
            (row[0], row[1])
            for row in connection.exec_driver_sql(
                "SELECT id, text FROM documents WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(documents)),),
            )
        )
    )
    return tuple(
        hit_at(texts[id], Span(start, end), documents[id], needles, -rank)
        for id, start, end, rank in rows
    )
