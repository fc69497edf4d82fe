from __future__ import annotations

import dataclasses
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.errors import UsageError
from parley.ledger import Counts, Ledger, _write, entries_of, open_ledger
from parley.ledger.answers import FileRead
from parley.ledger.entries import CLAIM_KINDS
from parley.ledger.file import FileLedger
from parley.ledger.prepared import prepared
from parley.model import Document, Reading
from tests.ledger.readings import document, readings, strike, words


def rows(path: Path) -> dict[str, list[Any]]:
    """Every row of every table."""
    connection = sqlite3.connect(path)
    tables = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    found = {table: list(connection.execute(f"SELECT * FROM {table}")) for table in tables}
    connection.close()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.db"


@pytest.fixture(params=["file", "memory"])
def ledger(request: pytest.FixtureRequest, path: Path) -> Iterator[Ledger]:
    """An empty ledger of either kind."""
    with open_ledger(path if request.param == "file" else None) as opened:
        yield opened


def some(of: Any) -> st.SearchStrategy[Any]:
    """One value of a condition, several of them, or none."""
    values = st.sampled_from(sorted(of))
    return st.none() | values | st.sets(values)


_words = some(["", "a", "union", "the union’s", "\0", "\u2028", '"\\', "🕊", "نقابة"])
_day = st.none() | st.sampled_from(["2026-03-02", "2026-03-03", "2026-03-04"])
questions = st.fixed_dictionaries(
    {},
    optional={
        "kind": some(CLAIM_KINDS),
        "party": _words,
        "act": _words,
        "issue": _words,
        "measure": _words,
        "document": some(["", "0", "8", "e3b0c442", "%"]),
        "reader": some(["rules", "llm"]),
        "since": _day,
        "until": _day,
        "dates": st.sampled_from(["published", "happened"]),
        "order": st.sampled_from(["text", "newest", "oldest"]),
        "limit": st.integers(0, 4),
        "offset": st.integers(0, 3),
    },
)


@settings(max_examples=settings().max_examples // 5)  # a file and its disk for each
@given(st.lists(readings(), max_size=4), st.data())
def test_a_file_answers_as_plain_lists_do(given: list[Reading], data: st.DataObject) -> None:
    """`MemoryLedger`, which is a few lines over lists, is what the database is held to."""
    again = data.draw(st.lists(st.sampled_from(given), max_size=2)) if given else []
    party = data.draw(words)
    with TemporaryDirectory() as folder, FileLedger(f"{folder}/talks.db", 5.0) as file:
        memory = open_ledger()
        for reading in (*given, *again):
            assert file.add_reading(reading) == memory.add_reading(reading)
        ids = sorted({reading.document.id for reading in given})
        for new, old in zip(ids[1:], data.draw(st.permutations(ids[:-1])), strict=True):
            if old < new:  # so that none comes to be a later version of itself
                assert file.add_revision(new, old, reason="r") == memory.add_revision(
                    new, old, reason="r"
                )
        for reading in again:
            assert file.add_reading(reading) == memory.add_reading(reading)
        assert file.documents() == memory.documents()
        assert file.readings(documents=ids) == memory.readings(documents=ids)
        for history in (False, True):
            assert file.readings(history=history) == memory.readings(history=history)
            assert file.claims(history=history) == memory.claims(history=history)
        assert file.frames() == memory.frames()
        assert (file.actors(), file.issues(), file.measures()) == (
            memory.actors(), memory.issues(), memory.measures(),
        )  # fmt: skip
        assert file.standing_for(party) == memory.standing_for(party)
        asked = data.draw(questions)
        assert file.page(**asked) == memory.page(**asked)
        found = file.claims(**asked)
        assert found == memory.claims(**asked)
        assert file.linked(found) == memory.linked(found)
        made = file.claims()
        file.remake()
        assert file.claims() == made
        assert file.page(**asked) == memory.page(**asked)


def key_of(reading: Reading) -> tuple[object, ...]:
    """What tells one reading from another."""
    document = reading.document
    return (document.id, reading.reader, reading.version, document.published)


@given(st.lists(readings(), max_size=3))
def test_every_reading_comes_back_exactly(given: list[Reading]) -> None:
    ledger = open_ledger()
    for reading in given:
        ledger.add_reading(reading)
    kept = {key_of(reading): reading for reading in reversed(given)}
    history = ledger.readings(history=True)
    assert len(history) == len(kept)
    assert {key_of(reading): reading for reading in history} == kept


def test_reading_twice_adds_nothing_not_a_byte(path: Path) -> None:
    with open_ledger(path) as ledger:
        first = ledger.add_reading(strike(), read_at="2026-03-04T10:00:00Z")
    assert first == Counts(documents=1, readings=1, claims=6)
    before = path.read_bytes()
    with open_ledger(path) as ledger:
        assert ledger.add_reading(strike(), read_at="2026-03-05T10:00:00Z") == Counts()
    assert path.read_bytes() == before


@given(readings())
def test_reading_twice_adds_nothing_whatever_was_read(reading: Reading) -> None:
    ledger = open_ledger()
    added = ledger.add_reading(reading)
    assert added.claims == len(list(entries_of(reading)))
    listed = ledger.claims()
    assert len(listed) == added.claims
    assert ledger.add_reading(reading) == Counts()
    assert ledger.claims() == listed


def test_another_name_of_the_same_text_is_noted_and_nothing_else(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reading(strike())
        before = rows(path)
        again = strike(document=document(name="copy.txt", published="2026-03-03"))
        assert ledger.add_reading(again) == Counts()
        (held,) = ledger.documents()
    assert held.names == ("strike.txt", "copy.txt")
    after = rows(path)
    assert {t for t in after if after[t] != before[t]} == {"names"}


def test_documents_say_what_is_known_of_them(ledger: Ledger) -> None:
    ledger.add_reading(strike(), read_at="2026-03-04T10:00:00Z")
    ledger.add_reading(strike(document=document("Nul \0 and on", name="b.txt")))
    first, second = ledger.documents()
    assert (first.names, first.published, first.first_read_at) == (
        ("strike.txt",), "2026-03-03", "2026-03-04T10:00:00Z",
    )  # fmt: skip
    assert (second.chars, second.published, second.first_read_at) == (12, None, None)


def test_a_new_reader_version_adds_rows_under_the_same_ids(ledger: Ledger) -> None:
    ledger.add_reading(strike())
    renumbered = tuple(
        dataclasses.replace(claim, id=f"z{i}", rule="a new rule", factuality="CT+")
        for i, claim in enumerate(strike().statements)
    )
    added = ledger.add_reading(strike(version="2", statements=renumbered))
    assert added == Counts(readings=1, claims=6)
    old = {e.id for e in ledger.claims(history=True) if e.version == "1"}
    new = ledger.claims()
    assert {e.id for e in new} == old
    assert {e.version for e in new} == {"2"}


def test_a_publication_date_is_not_displaced_by_none_and_changes_no_claim_row(path: Path) -> None:
    undated = dataclasses.replace(strike().timexes[0], value=None, why="no publication date")
    without = strike(document=document(name="strike.txt"), timexes=(undated,))
    with open_ledger(path) as ledger:
        ledger.add_reading(strike())
        before = rows(path)
        assert ledger.add_reading(without) == Counts(readings=1)
        assert rows(path)["claims"] == before["claims"]
        assert ledger.readings() == (strike(),)
        assert ledger.readings(history=True) == (strike(), without)


def test_a_date_given_later_takes_over_and_particulars_follow_it(ledger: Ledger) -> None:
    event_free = strike(document=document(name="strike.txt"))
    told = dataclasses.replace(strike().statements[2], time=None)
    event_free = dataclasses.replace(
        event_free, statements=(*event_free.statements[:2], told), timexes=()
    )
    ledger.add_reading(event_free)
    ledger.add_reading(strike())
    assert ledger.readings() == (strike(),)
    (answer,) = ledger.claims(act="reject")
    assert answer.record == strike().statements[2]


def test_claims_are_found_by_kind_party_act_and_document(ledger: Ledger) -> None:
    ledger.add_reading(strike())
    other = document("Nothing here.", name="b.txt")
    ledger.add_reading(Reading(other, (), (), version="1"))
    assert [e.kind for e in ledger.claims(act="offer")] == ["statement", "proposal"]
    assert [e.act for e in ledger.claims(kind="statement", party="union")] == ["offer", "reject"]
    assert [e.by for e in ledger.claims(kind="statement", party="ruiz")] == [("ruiz",)]
    assert ledger.claims(party="harbour-post") == ()
    assert len(ledger.claims(document=strike().document.id[:8])) == 6
    assert ledger.claims(document=other.id) == ()
    assert ledger.claims(document="%") == ()
    with pytest.raises(UsageError, match="no kind 'offer'; the kinds are statement, "):
        ledger.claims(kind="offer")


def test_an_entry_says_who_passes_it_on(ledger: Ledger) -> None:
    ledger.add_reading(strike())
    offer = next(e for e in ledger.claims(act="offer", kind="statement"))
    assert (offer.by, offer.through, offer.to) == (
        ("union",), ("harbour-post", "officials"), ("port",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims SET payload = '{}'",
        "DELETE FROM claims",
        "DELETE FROM documents",
        "UPDATE readings SET published = NULL",
        "INSERT OR REPLACE INTO documents SELECT id, 'x', 1, NULL FROM documents",
        "INSERT OR REPLACE INTO readings SELECT * FROM readings",
        "INSERT OR REPLACE INTO readings SELECT number + 9, id, document, reader, version,"
        " published, read_at, head, frame, words FROM readings",
        "REPLACE INTO names SELECT document, name, 'now' FROM names",
        "UPDATE OR REPLACE reading_claims SET claim = 'x'",
        "DELETE FROM files_read",
        "UPDATE originals SET data = ''",
        "UPDATE revisions SET reason = ''",
        "REPLACE INTO files_read SELECT * FROM files_read",
    ],
)
def test_nothing_is_changed_dropped_or_replaced(path: Path, statement: str) -> None:
    page = b"<p>The ferries sail.</p>"
    sailing = document("The ferries sail.", original=sha256(page).hexdigest())
    with FileLedger(str(path), 5.0) as ledger:
        ledger.add_reading(strike())
        given = prepared(Reading(sailing, (), (), version="1"), page)
        ledger.add_prepared([given], files=[FileRead("00", "a.html", "rules", "1")])
        ledger.add_revision(sailing.id, strike().document.id, reason="the same name")
    before = rows(path)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.commit()
    connection.close()
    assert rows(path) == before


def test_what_fails_midway_leaves_what_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = Reading(document("A second report."), (), (), version="1")
    with open_ledger(path) as ledger:
        ledger.add_reading(strike())
        before = rows(path)

        def fail(*_: object) -> int:
            raise RuntimeError("interrupted")

        monkeypatch.setattr(_write, "add_claims", fail)
        with pytest.raises(RuntimeError, match="interrupted"):
            ledger.add_reading(second)
        assert rows(path) == before
        monkeypatch.undo()
        assert ledger.add_reading(second) == Counts(1, 1, 0)


_KILLED = """
import os, signal, sys
from parley.ledger import _write, open_ledger
from tests.ledger.readings import strike

add = _write.add_claims
def killed(connection, reading, number):
    add(connection, reading, number)
    connection.exec_driver_sql("PRAGMA cache_spill = 1")
    os.kill(os.getpid(), signal.SIGKILL)
_write.add_claims = killed
open_ledger(sys.argv[1]).add_reading(strike(version="2"))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
def test_a_killed_run_leaves_what_was_there(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reading(strike())
    before = rows(path)
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED, str(path)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with open_ledger(path) as ledger:
        assert ledger.readings() == (strike(),)
        assert ledger.add_reading(strike(version="2")) == Counts(readings=1, claims=6)
    assert rows(path)["documents"] == before["documents"]


def test_two_claims_that_agree_in_everything_are_both_kept(ledger: Ledger) -> None:
    first, *rest = strike().statements
    twin = dataclasses.replace(first, id="s9", rule="another rule")
    reading = strike(statements=(first, twin, *rest))
    assert ledger.add_reading(reading).claims == 7
    assert ledger.readings() == (reading,)


def test_a_document_must_be_filed_under_its_hash(ledger: Ledger) -> None:
    reading = Reading(Document("0" * 64, "text", "b.txt"), (), ())
    with pytest.raises(UsageError, match=r"the id of 'b\.txt' is not the SHA-256 of its text"):
        ledger.add_reading(reading)


def test_half_a_letter_is_no_text(ledger: Ledger) -> None:
    head = Document("0" * 64, "talks \ud83d", "b.txt")
    with pytest.raises(UsageError, match=r"the text of 'b\.txt' holds half of a letter at 6"):
        ledger.add_reading(Reading(head, (), ()))
