"""Files that are no ledger, newer ledgers, ledgers in use."""

import os
import sqlite3
from pathlib import Path

import pytest

from parley.errors import LedgerError, UsageError
from parley.ledger import open_ledger
from parley.ledger.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.ledger.readings import strike


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.db"


def altered(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.touch()
    with open_ledger(path) as ledger:
        assert ledger.documents() == ()
    with open_ledger(os.fspath(path)) as ledger:
        assert ledger.add_reading(strike()).documents == 1


def test_a_text_file_is_not_a_ledger_and_is_left_alone(path: Path) -> None:
    path.write_text("Hello, this is a report about talks and no database at all.\n" * 20)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"talks\.db' is not a ledger; name another file"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_another_program_s_database_is_not_a_ledger(path: Path) -> None:
    altered(path, "CREATE TABLE songs (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="is a database, but not a ledger"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused(path: Path) -> None:
    open_ledger(path).close()
    altered(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(LedgerError, match=rf"newer Parley \(schema {SCHEMA_VERSION + 1}; "):
        open_ledger(path)


def test_a_ledger_says_in_its_header_what_it_is(path: Path) -> None:
    open_ledger(path).close()
    assert int.from_bytes(path.read_bytes()[68:72]) == APPLICATION_ID


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder; name a file for the ledger"):
        open_ledger(tmp_path)
    with pytest.raises(UsageError, match=r"the folder of the ledger .* does not exist"):
        open_ledger(tmp_path / "no" / "talks.db")


def test_a_locked_ledger_says_so_and_nothing_is_lost(path: Path) -> None:
    with open_ledger(path, timeout=0.05) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerError, match="in use by another program; try again"):
            ledger.add_reading(strike())
        other.execute("ROLLBACK")
        other.close()
        assert ledger.add_reading(strike()).documents == 1


def test_an_open_ledger_holds_no_lock(path: Path) -> None:
    with open_ledger(path, timeout=0.05) as one, open_ledger(path, timeout=0.05) as two:
        one.add_reading(strike())
        two.add_reading(strike(version="2"))
        assert len(one.readings(history=True)) == 2


def _without_guards(path: Path, table: str, *statements: str) -> None:
    altered(path, f"DROP TRIGGER {table}_no_update", *statements)


def test_a_text_that_was_altered_behind_our_back_is_found(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reading(strike())
        _without_guards(path, "documents", "UPDATE documents SET text = text || ' '")
        with pytest.raises(LedgerError, match=r"the text of 'strike\.txt' differs from its hash"):
            ledger.readings()


def test_a_claim_that_cannot_be_understood_is_a_sentence(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reading(strike())
        _without_guards(path, "claims", "UPDATE claims SET payload = '{\"id\": 3}'")
        for call in (ledger.readings, ledger.claims):
            with pytest.raises(LedgerError, match="cannot be understood: "):
                call()


def test_a_damaged_file_is_a_sentence(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reading(strike())
        data = bytearray(path.read_bytes())
        data[4096 : len(data)] = b"\x07" * (len(data) - 4096)
        path.write_bytes(data)
        with pytest.raises(LedgerError, match="is damaged"):
            ledger.readings()


def test_sqlite_s_own_check_finds_a_ledger_whole(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reading(strike())
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
