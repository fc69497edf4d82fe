"""Input and output faults, each with its message."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from parley.documents import TEXT_LIMIT as LIMIT
from parley.documents import Source
from parley.errors import ParleyError, UsageError
from parley.workbench.files import check_names, load, write


def one(name: str) -> Source:
    (source,) = load(name)
    return source


def test_every_wrong_name_is_shown_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        check_names([str(tmp_path), "no/such.txt", "a\0b", "-", "-", __file__])
    assert str(caught.value).splitlines() == [
        "no such file: 'no/such.txt'",
        "no such file: 'a\\x00b'",
        "'-' is standard input, which can be read once only",
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", ": the file is empty; nothing was read"),
        (b" \n\t\r\n", ": there is nothing but white space in it; nothing was read"),
        ("\ufeff \u2003\n".encode(), ": there is nothing but white space in it; nothing was read"),
        (
            "Профсоюз отклонил предложение".encode(),
            ":1:1: does not look like English, the only language read so far; nothing was read: "
            "'Профсоюз отклонил предложение'",
        ),
    ],
)
def test_a_file_with_nothing_to_read(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (loaded,) = load(str(path))
    assert loaded.text is None
    assert [str(problem) for problem in loaded.problems] == [f"{path}{what}"]


def test_twenty_megabytes_are_refused_with_their_size(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"The talks go on. " * 1_200_000)
    (loaded,) = load(str(path))
    assert loaded.text is None
    assert [str(problem) for problem in loaded.problems] == [
        f"{path}: 20.4 MB long; at most 1 MB is read at once: split it"
    ]


def test_the_limit_itself_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"The talks go on. ".ljust(LIMIT, b"x"))
    assert one(str(path)).text is not None


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "The talks’ end".encode())
    assert one("-").text == "The talks’ end"


def test_endless_standard_input_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"x" * (LIMIT + 5))
    (problem,) = one("-").problems
    assert problem.what == "more than 1 MB long; at most 1 MB is read at once: split it"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "a.txt"
    path.touch()
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UsageError, match=r"cannot read '.*a\.txt': Permission denied"):
        one(str(path))


def test_writing_makes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    write(path, "one ’")
    write(path, "two ’")
    assert path.read_text(encoding="utf-8") == "two ’"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="permissions and links as POSIX has them")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "brief.txt", tmp_path / "link.txt"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write(link, "new")
    assert link.is_symlink()
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o640)
    write(tmp_path / "fresh.txt", "x")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "fresh.txt").stat().st_mode & 0o777 == 0o666 & ~mask


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot write '.*': it is a folder"):
        write(tmp_path, "x")
    with pytest.raises(UsageError, match=r"cannot write '.*brief\.txt': No such file"):
        write(tmp_path / "no" / "brief.txt", "x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with pytest.raises(ParleyError, match=r"cannot write '/dev/full': No space left"):
        write("/dev/full", "x")
    assert Path("/dev/full").is_char_device()


def test_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    path = tmp_path / "brief.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ParleyError, match=r"cannot write '.*': Input/output error") as caught:
        write(path, "new" * 10_000)
    assert not isinstance(caught.value, UsageError)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "brief.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(path, "new")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text() == "old"
