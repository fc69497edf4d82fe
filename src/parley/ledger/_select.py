"""Which claims meet conditions, as SQL on the computed tables.

One list leads: the one of the rarest thing asked for, whose rows are in the order of a page. The
other conditions are looked up row by row by whole keys, so that a page costs what it shows.
Several values of what leads are several branches, each cut to the page before they are joined.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from parley.ledger.index import LISTS
from parley.ledger.prepared import day_number
from parley.ledger.wanted import Wanted

__all__ = ["count_of", "marks_for", "numbers_of"]

_KEY = "published, happened, doc, place, number"
_ENOUGH = 50_000
"""Rows that are counted to see which list is the shortest."""


@dataclass(frozen=True, slots=True)
class _Branch:
    """A query for the keys of claims, and the values in it."""

    sql: str
    values: tuple[Any, ...]


def numbers_of(connection: Connection, wanted: Wanted) -> tuple[str, tuple[Any, ...]]:
    """A query for the numbers of the claims on the page wanted, in its order, and its values."""
    order = _order(wanted)
    branches = _branches(connection, wanted)
    limit = -1 if wanted.limit is None else wanted.limit
    if len(branches) == 1:
        (branch,) = branches
        sql = f"{branch.sql} ORDER BY {order} LIMIT ? OFFSET ?"
        return sql, (*branch.values, limit, wanted.offset)
    most = -1 if wanted.limit is None else wanted.limit + wanted.offset
    parts = [f"SELECT * FROM ({each.sql} ORDER BY {order} LIMIT ?)" for each in branches]
    values = [value for each in branches for value in (*each.values, most)]
    sql = f"SELECT * FROM ({' UNION '.join(parts)}) ORDER BY {order} LIMIT ? OFFSET ?"
    return sql, (*values, limit, wanted.offset)


def count_of(connection: Connection, wanted: Wanted) -> int:
    """How many claims meet the conditions."""
    branches = _branches(connection, wanted)
    union = " UNION ".join(each.sql for each in branches)
    values = tuple(value for each in branches for value in each.values)
    if not union:
        return 0
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM ({union})", values).scalar_one())


def _order(wanted: Wanted) -> str:
    day = wanted.dates
    if wanted.order == "newest":
        return f"{day} DESC, doc, place, number"
    if wanted.order == "oldest":
        dated = wanted.since is not None or wanted.until is not None
        return f"{'' if dated else f'{day} = 0, '}{day}, doc, place, number"
    return "doc, place, number"


def _branches(connection: Connection, wanted: Wanted) -> list[_Branch]:
    given = {"party": wanted.parties, "issue": wanted.issues, "measure": wanted.measures}
    asked = {what: sorted(words) for what, words in given.items() if words is not None}
    own, values = _own(wanted)
    if wanted.documents is not None:
        docs = json.dumps(_docs(connection, wanted.documents))
        own = [*own, "d.doc IN (SELECT value FROM json_each(?))"]
        values = [*values, docs]
        return [_branch("listed", own, values, asked)]
    if asked:
        what = min(asked, key=lambda what: _rows(connection, what, asked[what]))
        rest = {other: words for other, words in asked.items() if other != what}
        return [
            _branch(LISTS[what], [f"d.{what} = ?", *own], [word, *values], rest)
            for word in asked[what]
        ] or [_nothing()]
    for column, words in (("act", wanted.acts), ("kind", wanted.kinds)):
        if words is not None:
            own, values = _own(wanted, without=column)
            return [
                _branch("listed", [f"d.{column} = ?", *own], [word, *values], {})
                for word in sorted(words)
            ] or [_nothing()]
    return [_branch("listed", own, values, {})]


def _nothing() -> _Branch:
    return _Branch(f"SELECT {_KEY} FROM listed WHERE 0", ())


def _branch(table: str, own: list[str], values: list[Any], rest: dict[str, list[str]]) -> _Branch:
    conditions, every = list(own), list(values)
    for what, words in rest.items():
        conditions.append(
            f"EXISTS (SELECT 1 FROM {LISTS[what]} x "
            f"WHERE x.{what} IN ({marks_for(words)}) AND x.published = d.published "
            "AND x.doc = d.doc AND x.place = d.place AND x.number = d.number)"
        )
        every += words
    key = ", ".join(f"d.{column}" for column in _KEY.split(", "))
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return _Branch(f"SELECT {key} FROM {table} d{where}", tuple(every))


def _own(wanted: Wanted, without: str = "") -> tuple[list[str], list[Any]]:
    """Conditions that every list can answer by itself."""
    conditions: list[str] = []
    values: list[Any] = []
    several = (("kind", wanted.kinds), ("act", wanted.acts), ("reader", wanted.readers))
    for column, words in several:
        if words is not None and column != without:
            conditions.append(f"d.{column} IN ({marks_for(words)})")
            values += sorted(words)
    if wanted.since is not None or wanted.until is not None:
        conditions.append(f"d.{wanted.dates} BETWEEN ? AND ?")
        values += [day_number(wanted.since) or 1, day_number(wanted.until or "9999-12-31")]
    return conditions, values


def _rows(connection: Connection, what: str, words: list[str]) -> int:
    query = f"SELECT 1 FROM {LISTS[what]} WHERE {what} IN ({marks_for(words)}) LIMIT {_ENOUGH}"
    rows = connection.exec_driver_sql(f"SELECT count(*) FROM ({query})", tuple(words))
    return int(rows.scalar_one())


def marks_for(words: Collection[object]) -> str:
    """Places for so many values."""
    # Words go one by one: as a JSON list, they would end at a NUL.
    return ", ".join("?" * len(words))


def _docs(connection: Connection, beginnings: frozenset[str]) -> list[int]:
    """The documents whose ids begin so."""
    found: set[int] = set()
    for begin in beginnings:
        # Ids are hexadecimal, so that every one with this beginning sorts before it with a z.
        rows = connection.exec_driver_sql(
            "SELECT doc FROM current_readings WHERE document >= ? AND document < ?",
            (begin, f"{begin}z"),
        )
        found |= {row[0] for row in rows}
    return sorted(found)
