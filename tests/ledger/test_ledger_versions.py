"""Ledgers of an older schema; versions of readers and of reports."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.errors import LedgerError, UsageError
from parley.ledger import Ledger, Original, Revision, entries_of, open_ledger
from parley.ledger.entries import CLAIM_FIELDS
from parley.ledger.file import FileLedger
from parley.ledger.keeping import standing, version_key
from parley.ledger.records import dumps, to_plain
from parley.ledger.schema import APPLICATION_ID
from parley.model import Reading
from tests.ledger.readings import document, strike

VERSION_1 = """
CREATE TABLE documents (id VARCHAR NOT NULL, text TEXT NOT NULL, chars INTEGER NOT NULL,
    first_read_at VARCHAR, PRIMARY KEY (id));
CREATE TABLE names (document VARCHAR NOT NULL, name VARCHAR NOT NULL, seen_at VARCHAR,
    PRIMARY KEY (document, name), FOREIGN KEY(document) REFERENCES documents (id));
CREATE TABLE readings (number INTEGER NOT NULL, id VARCHAR NOT NULL, document VARCHAR NOT NULL,
    reader VARCHAR NOT NULL, version VARCHAR NOT NULL, published VARCHAR, read_at VARCHAR,
    head TEXT NOT NULL, frame TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id),
    FOREIGN KEY(document) REFERENCES documents (id));
CREATE INDEX readings_document ON readings (document);
CREATE TABLE claims (id VARCHAR NOT NULL, reader VARCHAR NOT NULL, version VARCHAR NOT NULL,
    document VARCHAR NOT NULL, kind VARCHAR NOT NULL, act VARCHAR NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, payload TEXT NOT NULL,
    PRIMARY KEY (id, reader, version), FOREIGN KEY(document) REFERENCES documents (id));
CREATE INDEX claims_act ON claims (act);
CREATE TABLE claim_parties (claim VARCHAR NOT NULL, reader VARCHAR NOT NULL,
    version VARCHAR NOT NULL, role VARCHAR NOT NULL, party VARCHAR NOT NULL,
    PRIMARY KEY (claim, reader, version, role, party),
    FOREIGN KEY(claim, reader, version) REFERENCES claims (id, reader, version));
CREATE INDEX claim_parties_party ON claim_parties (party);
CREATE TABLE reading_claims (reading INTEGER NOT NULL, kind VARCHAR NOT NULL,
    position INTEGER NOT NULL, claim VARCHAR NOT NULL, payload TEXT,
    PRIMARY KEY (reading, kind, position), FOREIGN KEY(reading) REFERENCES readings (number));
"""
FRAME_1 = ("sentences", "tokens", "actors", "places", "timexes", "relations", "negotiation")


def compact(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def old_ledger(path: Path, *readings: Reading) -> None:
    """A ledger as version 1 wrote it, by its own SQL."""
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1)
    tables = ("documents", "names", "readings", "claims", "claim_parties", "reading_claims")
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, 'a ledger is append-only: {table}'); END"
            )
    for number, reading in enumerate(readings, 1):
        head = reading.document
        row = (head.id, head.text, head.chars, "2026-03-04T10:00:00Z")
        connection.execute("INSERT OR IGNORE INTO documents VALUES (?, ?, ?, ?)", row)
        connection.execute("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", (head.id, head.name, ""))
        plain = to_plain(reading)
        told = {field: value for field, value in plain["document"].items() if field != "text"}
        key = compact([head.id, reading.reader, reading.version, head.published])
        connection.execute(
            "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, hashlib.sha256(key.encode()).hexdigest(), head.id, reading.reader,
             reading.version, head.published, None, compact(told),
             compact({field: plain[field] for field in FRAME_1})),
        )  # fmt: skip
        seen: Counter[str] = Counter()
        for each in entries_of(reading):
            row_ = (each.id, each.reader, each.version, head.id, each.kind, each.act)
            place = (each.span.start, each.span.end, dumps(each.record))
            connection.execute("INSERT INTO claims VALUES (?,?,?,?,?,?,?,?,?)", (*row_, *place))
            listed = (number, each.kind, seen[each.kind], each.id, None)
            connection.execute("INSERT INTO reading_claims VALUES (?, ?, ?, ?, ?)", listed)
            seen[each.kind] += 1
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


def kept(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What version 1 wrote, as it stands."""
    connection = sqlite3.connect(path)
    columns = {"readings": "number, id, document, reader, version, published, head, frame"}
    found = {
        table: list(connection.execute(f"SELECT {columns.get(table, '*')} FROM {table}"))
        for table in ("documents", "names", "readings", "claims", "reading_claims")
    }
    connection.close()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.db"


@pytest.fixture(params=["file", "memory"])
def ledger(request: pytest.FixtureRequest, path: Path) -> Iterator[Ledger]:
    with open_ledger(path if request.param == "file" else None) as opened:
        yield opened


def test_a_ledger_of_version_1_is_brought_up_to_date_and_loses_nothing(path: Path) -> None:
    other = Reading(document("A second report of talks.", name="b.txt"), (), (), version="1")
    old_ledger(path, strike(), other)
    before = kept(path)
    with open_ledger(path) as ledger:
        assert ledger.readings() == (strike(), other)
        assert [entry.by for entry in ledger.claims(party="union", kind="proposal")] == [("union",)]
        assert ledger.issues() == ("strike", "wage")
        assert [hit.name for hit in ledger.search("second talks")] == ["b.txt"]
        assert kept(path) == before
        newer = strike(version="2", statements=strike().statements[:1])
        assert ledger.add_reading(newer).readings == 1
        assert ledger.readings() == (newer, other)
        assert ledger.readings(history=True) == (strike(), newer, other)
    with open_ledger(path) as ledger:
        assert ledger.readings() == (newer, other)


def test_what_was_added_to_an_old_ledger_is_append_only_too(path: Path) -> None:
    old_ledger(path, strike())
    open_ledger(path).close()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO files_read VALUES ('00', 'a.txt', 'rules', '1', '', NULL)")
    for table in ("files_read", "documents", "claim_parties"):
        guards = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' "
                                    "AND tbl_name = ?", (table,)).fetchone()  # fmt: skip
        assert guards[0] >= 2
    with pytest.raises(sqlite3.IntegrityError, match="append-only: files_read"):
        connection.execute("DELETE FROM files_read")
    connection.close()


def test_an_old_ledger_that_is_damaged_stays_as_it_is(path: Path) -> None:
    old_ledger(path, strike())
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER documents_no_update")
    connection.execute("UPDATE documents SET text = text || ' '")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="differs from its hash"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_the_newest_version_is_current_in_whatever_order_they_come(ledger: Ledger) -> None:
    for version in ("2026.9", "2026.11", "2026.10"):
        ledger.add_reading(strike(version=version))
    assert [reading.version for reading in ledger.readings()] == ["2026.11"]
    assert {entry.version for entry in ledger.claims(party="union")} == {"2026.11"}
    assert len(ledger.readings(history=True)) == 3


def test_readers_stand_beside_one_another(ledger: Ledger) -> None:
    ledger.add_reading(strike())
    ledger.add_reading(strike(reader="llm", version="model-3", proposals=()))
    assert [reading.reader for reading in ledger.readings()] == ["rules", "llm"]
    assert len(ledger.claims(reader="rules")) == 6
    assert {entry.kind for entry in ledger.claims(reader="llm")} == {
        "statement", "figure", "exchange",
    }  # fmt: skip


def test_versions_are_compared_part_by_part() -> None:
    order = ["", "0.1.0", "0.10", "1.0a2", "1.0rc1", "1.0", "1.0.1", "2026.9", "2026.11"]
    assert sorted(reversed(order), key=version_key) == order
    assert version_key("1.0") == version_key("1_0")
    assert standing("2026-03-01", "1") > standing(None, "2")


NOTHING: dict[str, tuple[()]] = {
    field: () for field in ("actors", "timexes", "sentences", "tokens", *CLAIM_FIELDS.values())
}


def test_the_bytes_of_an_original_are_kept_once_and_given_back(ledger: Ledger) -> None:
    page = b"<html><p>The ferries sail again on Monday.</p></html>" * 50
    digest = hashlib.sha256(page).hexdigest()
    text = "The ferries sail again on Monday."
    head = document(text, name="a.html", media_type="text/html", original=digest)
    ledger.add_reading(Reading(head, (), (), version="1"), original=page)
    ledger.add_reading(Reading(head, (), (), version="2"), original=page)
    original = Original(digest, "text/html", page)
    assert ledger.original(head.id) == ledger.original(digest) == original
    ledger.add_reading(strike())
    assert ledger.original(strike().document.id) is None
    assert ledger.original("0") is None


def test_other_bytes_than_the_document_names_are_refused(ledger: Ledger) -> None:
    head = document("Talks.", name="a.html", original="0" * 64)
    with pytest.raises(UsageError, match=r"the original of 'a\.html' is not the SHA-256 of these"):
        ledger.add_reading(Reading(head, (), ()), original=b"<p>Talks.")
    assert ledger.documents() == ()


def test_revisions_are_noted_once_and_both_texts_stay(ledger: Ledger) -> None:
    first, second = (
        Reading(document(f"Talks, {n}.", name="a.txt"), (), ()) for n in ("old", "new")
    )
    ids = [reading.document.id for reading in (first, second)]
    for reading in (first, second):
        ledger.add_reading(reading)
    assert ledger.add_revision(ids[1], ids[0], reason="the same address", seen_at="2026-03-04")
    assert not ledger.add_revision(ids[1], ids[0], reason="another reason")
    assert ledger.revisions() == (Revision(ids[1], ids[0], "the same address", "2026-03-04"),)
    assert [held.revises for held in ledger.documents()] == [(), (ids[0],)]
    with pytest.raises(UsageError, match="holds no document '00'"):
        ledger.add_revision(ids[1], "00", reason="")
    with pytest.raises(UsageError, match="no later version of itself"):
        ledger.add_revision(ids[1], ids[1], reason="")
    with pytest.raises(UsageError, match="is noted as a later version of this one"):
        ledger.add_revision(ids[0], ids[1], reason="")
    assert [held.revised_by for held in ledger.documents()] == [(ids[1],), ()]


def test_what_is_current_is_the_later_version_s(ledger: Ledger) -> None:
    later = strike(document=document("An offer no more.", name="strike.txt"), **NOTHING)
    ledger.add_reading(strike())
    assert ledger.add_reading(later).documents == 1
    found = ledger.claims(), ledger.issues(), ledger.standing_for("union")
    assert all(found)
    ledger.add_revision(later.document.id, strike().document.id, reason="the same address")
    assert ledger.readings() == (later,)
    assert (ledger.claims(), ledger.issues(), ledger.actors()) == ((), (), ())
    assert ledger.standing_for("union") == frozenset()
    assert ledger.claims(history=True) == found[0]
    assert ledger.readings(history=True) == (strike(), later)
    assert ledger.readings(documents={strike().document.id}) == (strike(),)
    newer = strike(version="2")
    ledger.add_reading(newer)
    assert ledger.readings(documents={strike().document.id}) == (newer,)
    assert ledger.claims() == ()
    assert [hit.document for hit in ledger.search("strike")] == [strike().document.id]


def test_what_is_computed_can_be_made_anew(path: Path) -> None:
    with FileLedger(str(path), 5.0) as ledger:
        ledger.add_reading(strike())
        ledger.add_reading(dataclasses.replace(strike(), version="2"))
        asked = ledger.page(party="union"), ledger.search("rejected"), ledger.actors()
        connection = sqlite3.connect(path)
        connection.execute("DELETE FROM listed_parties")
        connection.execute("DELETE FROM passages")
        connection.commit()
        connection.close()
        assert ledger.search("rejected") == ()
        ledger.remake()
        assert (ledger.page(party="union"), ledger.search("rejected"), ledger.actors()) == asked
