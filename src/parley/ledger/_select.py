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
_PLACE = "doc, place, number"
_WHOLE = 64
"""Hexadecimal digits of a SHA-256."""
_ENOUGH = 50_000
"""Rows that are counted to see which list is the shortest."""


@dataclass(frozen=True, slots=True)
class _Branch:
    """A query for the keys of claims, and the values in it."""

    sql: str
    values: tuple[Any, ...]

    def with_(self, condition: str) -> _Branch:
        """The same with one more condition."""
        joint = " AND " if " WHERE " in self.sql else " WHERE "
        return _Branch(f"{self.sql}{joint}{condition}", self.values)


def numbers_of(connection: Connection, wanted: Wanted) -> list[int]:
    """The numbers of the claims on the page wanted, in its order."""
    branches = _branches(connection, wanted)
    if wanted.order != "oldest" or wanted.since is not None or wanted.until is not None:
        return _page(connection, branches, wanted.limit, wanted.offset, _order(wanted))
    # Claims without a date come last: asked for apart, they need no order by two things.
    day, limit, offset = wanted.dates, wanted.limit, wanted.offset
    dated, undated = ([each.with_(f"d.{day} {sign} 0") for each in branches] for sign in (">", "="))
    found = _page(connection, dated, limit, offset, _order(wanted))
    if limit is not None and len(found) == limit:
        return found
    before = _count(connection, dated) if offset else len(found)
    rest = None if limit is None else limit - len(found)
    return found + _page(connection, undated, rest, max(offset - before, 0), _PLACE)


def _page(
    connection: Connection, branches: list[_Branch], limit: int | None, offset: int, order: str
) -> list[int]:
    last = -1 if limit is None else limit
    if len(branches) == 1:
        (branch,) = branches
        sql = f"{branch.sql} ORDER BY {order} LIMIT ? OFFSET ?"
        values: list[Any] = [*branch.values]
    else:
        most = -1 if limit is None else limit + offset
        parts = [f"SELECT * FROM ({each.sql} ORDER BY {order} LIMIT ?)" for each in branches]
        values = [value for each in branches for value in (*each.values, most)]
        sql = f"SELECT * FROM ({' UNION '.join(parts)}) ORDER BY {order} LIMIT ? OFFSET ?"
    rows = connection.exec_driver_sql(sql, (*values, last, offset))
    return [row.number for row in rows]


def count_of(connection: Connection, wanted: Wanted) -> int:
    """How many claims meet the conditions."""
    return _count(connection, _branches(connection, wanted))


def _count(connection: Connection, branches: list[_Branch]) -> int:
    union = " UNION ".join(each.sql for each in branches)
    values = tuple(value for each in branches for value in each.values)
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM ({union})", values).scalar_one())


def _order(wanted: Wanted) -> str:
    if wanted.order == "text":
        return _PLACE
    return f"{wanted.dates}{' DESC' if wanted.order == 'newest' else ''}, {_PLACE}"


def _branches(connection: Connection, wanted: Wanted) -> list[_Branch]:
    given = {"party": wanted.parties, "issue": wanted.issues, "measure": wanted.measures}
    asked = {what: sorted(words) for what, words in given.items() if words is not None}
    own, values = _own(wanted)
    if wanted.documents is not None:
        docs = json.dumps(_docs(connection, wanted.documents))
        own = [*own, "d.doc IN (SELECT value FROM json_each(?))"]
        values = [*values, docs]
        # A plus keeps the index of kinds out: a document's own list is always the shorter one.
        own = [each if "json_each" in each else f"+{each}" for each in own]
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
    return _Branch(f"SELECT {_KEY} FROM listed d WHERE 0", ())


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
    whole = [id for id in beginnings if len(id) == _WHOLE]
    rows = connection.exec_driver_sql(
        "SELECT doc FROM current_readings WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(whole),),
    )
    found = {row[0] for row in rows}
    for begin in beginnings.difference(whole):
        # Ids are hexadecimal, so that every one with this beginning sorts before it with a z.
        rows = connection.exec_driver_sql(
            "SELECT doc FROM current_readings WHERE document >= ? AND document < ?",
            (begin, f"{begin}z"),
        )
        found |= {row[0] for row in rows}
    return sorted(found)
