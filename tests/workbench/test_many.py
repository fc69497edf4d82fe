"""Folders of reports: in order, on several cores, stopped and gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

import parley.reading
from parley.errors import ParleyError, UsageError
from parley.model import Reading
from parley.workbench import many, open
from parley.workbench.folders import named_files
from parley.workbench.pieces import chunks_of, hash_of, read_in_order
from tests.workbench.fake_reader import one_statement

ROOT = Path(__file__).parents[2]
REPORT = (
    "The dockers' union offered to end its strike in return for a raise of 5 percent, the port "
    "said on Monday. The port rejected the offer of pier {n}, its director said.\n"
)


def filled(folder: Path, count: int, first: int = 0) -> Path:
    """A folder with so many reports, each of another pier."""
    folder.mkdir(exist_ok=True)
    for n in range(first, first + count):
        (folder / f"{n:04}.txt").write_text(REPORT.format(n=n), encoding="utf-8")
    return folder


def name_of(reading: Reading) -> str:
    return reading.document.name


def die(_: Reading) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_folder_stands_for_its_reports_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.pdf", "c/x.md", "c/A.TXT", "c/z.jsonl", "d/no.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in (".hidden.txt", "note.docx", ".git/a.txt", "c/.b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = [str(Path(each).relative_to(tmp_path)) for each in named_files([str(tmp_path)])]
    assert names == ["a.html", "b.txt", "c.pdf", "c/A.TXT", "c/x.md", "c/z.jsonl"]
    one = str(tmp_path / "note.docx")
    assert named_files([one, str(tmp_path / "c"), one])[0] == one
    with pytest.raises(UsageError, match=r"no report in the folder '.*d'; files that are read end"):
        named_files([str(tmp_path / "d")])


def test_a_file_s_hash_counts_what_stands_beside_it(tmp_path: Path) -> None:
    report, beside = tmp_path / "a.txt", tmp_path / "a.json"
    report.write_text("Talks go on.")
    hashes = [hash_of(str(report))]
    for text in ('{"title": "A"}', '{"title": "B"}'):
        beside.write_text(text)
        hashes.append(hash_of(str(report)))
    assert len(set(hashes)) == 3
    assert hash_of(str(tmp_path / "none.txt")) is None
    assert hash_of("-") is None


@pytest.mark.usefixtures("reader")
def test_what_was_read_is_left_the_next_time(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", 5)
    for expected in ((5, 5, 5, 0), (0, 0, 0, 5)):
        with open(tmp_path / "talks.db") as bench:
            run = bench.read_all(folder)
            assert [report.problems for report in run] == [()] * run.reports
            assert (run.reports, run.documents, run.claims, run.left) == expected
    (folder / "0002.txt").write_text(REPORT.format(n=99))
    filled(folder, 1, first=7)
    with open(tmp_path / "talks.db") as bench:
        run = bench.read_all(folder, show=name_of)
        assert [report.shown for report in run] == [str(folder / f"000{n}.txt") for n in (2, 7)]
        assert (run.documents, run.left) == (2, 4)
        assert len(bench.readings) == 7


@pytest.mark.usefixtures("reader")
def test_another_date_or_version_of_the_reader_reads_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path / "in", 2)
    with open(tmp_path / "talks.db") as bench:
        list(bench.read_all(folder))
        dated = bench.read_all(folder, published="2026-03-31")
        assert [len(list(dated)), dated.left] == [2, 0]
        monkeypatch.setattr(parley.reading, "VERSION", "2099.1")
        again = bench.read_all(folder)
        assert [len(list(again)), again.left] == [2, 0]


@pytest.mark.usefixtures("reader")
def test_a_file_with_a_fault_is_told_of_every_time(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", 2)
    (folder / "0001.txt").write_bytes(bytes(200))
    for _ in range(2):
        with open(tmp_path / "talks.db") as bench:
            told = [report for report in bench.read_all(folder) if report.problems]
        (problem,) = told[0].problems
        assert (problem.file, problem.severity) == (str(folder / "0001.txt"), "error")


@pytest.mark.usefixtures("reader")
def test_one_text_twice_counts_once_and_is_shown_once(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", 2)
    (folder / "0001.txt").write_text(REPORT.format(n=0))
    with open(tmp_path / "talks.db") as bench:
        first, second = bench.read_all(folder, show=name_of)
        (held,) = bench._ledger.documents()
    assert first.shown == str(folder / "0000.txt")
    assert second.shown is None
    assert second.problems[0].what == f"the same text as {first.name!r}; it counts once"
    assert held.names == (first.name, second.name)


@pytest.mark.usefixtures("reader")
def test_later_versions_are_seen_within_a_batch(tmp_path: Path) -> None:
    same = "The union made an offer. The port is closed. Nobody spoke. No ship sails."
    for folder, more in (("one", ""), ("two", " Talks resume.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "port.txt").write_text(same + more)
    with open(tmp_path / "talks.db") as bench:
        first, second = bench.read_all(tmp_path / "one", tmp_path / "two")
        old, new = bench._ledger.documents()
    assert first.problems == ()
    assert "a later version of " in second.problems[0].what
    assert (old.revises, new.revises) == ((), (old.id,))


@pytest.mark.usefixtures("reader")
def test_records_of_one_file_go_in_pieces_and_the_file_counts_as_read_at_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "_BATCH", 16)
    path = tmp_path / "all.jsonl"
    path.write_text("".join(json.dumps({"text": REPORT.format(n=n)}) + "\n" for n in range(50)))
    chunks = list(chunks_of([(str(path), None)], keep=False, show=None))
    pieces = [piece for chunk in chunks for piece in chunk.pieces]
    assert [len(piece.records or ()) for piece in pieces] == [16, 16, 16, 2]
    assert [piece.last for piece in pieces] == [False, False, False, True]
    with open(tmp_path / "talks.db") as bench:
        with closing(iter(bench.read_all(path))) as told:
            next(told)
        assert len(bench.readings) == 16
        run = bench.read_all(path)
        assert len(list(run)) == 50
        rest = bench.read_all(path)
        assert [len(list(rest)), rest.left] == [0, 1]
        assert len(bench.readings) == 50


def test_a_file_that_is_gone_is_a_fault_among_others(tmp_path: Path) -> None:
    names = [(str(tmp_path / "gone.txt"), None)]
    ((_, ((report,),)),) = read_in_order(chunks_of(names, keep=True, show=None), 1)
    assert report.problems[0].what.startswith("cannot read ")


def test_a_fault_of_the_reader_ends_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(text: str, **given: str) -> Reading:
        if "pier 1" in text:
            raise ZeroDivisionError("by nought")
        return one_statement(text, **given)

    monkeypatch.setattr(parley.reading, "read", failing)
    with open(tmp_path / "talks.db") as bench:
        first, second, third = bench.read_all(filled(tmp_path / "in", 3))
    assert (first.problems, third.problems) == ((), ())
    assert "a fault in Parley (ZeroDivisionError('by nought'))" in second.problems[0].what


@pytest.mark.usefixtures("reader")
def test_what_was_read_is_kept_when_the_loop_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path / "in", 40)
    monkeypatch.setattr(many, "_BATCH", 16)
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 24:  # in the middle of the second batch
            raise KeyboardInterrupt

    with open(tmp_path / "talks.db") as bench:
        run = bench.read_all(folder, watch=stop)
        with pytest.raises(KeyboardInterrupt):
            list(run)
    assert seen[-1] == (24, 40)
    with open(tmp_path / "talks.db") as bench:
        assert 16 <= len(bench.readings) < 40
        again = bench.read_all(folder)
        list(again)
        assert (again.left + again.reports, len(bench.readings)) == (40, 40)


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", 40)
    found = []
    for jobs in (1, 2):
        with open(tmp_path / f"{jobs}.db") as bench:
            run = bench.read_all(folder, jobs=jobs, show=name_of)
            names = [report.shown for report in run]
            found.append((names, run.claims, bench.readings, bench.entries()))
    assert found[0] == found[1]
    assert found[0][0] == sorted(found[0][0])


def test_a_process_that_the_system_ends_is_a_sentence(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", 4)
    with open(tmp_path / "talks.db") as bench:
        run = bench.read_all(folder, jobs=2, show=die)
        with pytest.raises(ParleyError, match="the system ended a process that was reading"):
            list(run)
    with open(tmp_path / "talks.db") as bench:
        assert len(list(bench.read_all(folder))) == 4


def test_in_memory_nothing_is_kept_and_no_jobs_is_a_wrong_call(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", 2)
    with open() as bench:
        assert [each.shown for each in bench.read_all(folder, show=name_of)] == [
            str(folder / "0000.txt"), str(folder / "0001.txt"),
        ]  # fmt: skip
        assert bench.readings == ()
        with pytest.raises(UsageError, match="jobs is 1 or more"):
            bench.read_all(folder, jobs=0)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Programs that are ended with the test."""
    programs: list[subprocess.Popen[str]] = []
    yield programs
    for each in programs:
        each.kill()
        each.communicate()


def started(running: list[subprocess.Popen[str]], *arguments: str) -> subprocess.Popen[str]:
    code = "import sys; from parley.cli import main; main()"
    program = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    running.append(program)
    return program


def wait_for(program: subprocess.Popen[str], lines: int) -> None:
    """Until it has printed so many lines, or ended."""
    assert program.stdout is not None
    for _ in range(lines):
        if not program.stdout.readline():
            return


def kept_in(ledger: Path) -> int:
    with open(ledger) as bench:
        return len(bench.readings)


ENDED = [
    pytest.param(signal.SIGINT, 130, id="interrupted"),
    pytest.param(signal.SIGTERM, 130, id="asked to end"),
    pytest.param(signal.SIGKILL, -signal.SIGKILL, id="killed"),
]


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("sent", "code"), ENDED)
def test_a_run_that_is_ended_goes_on_from_there(
    tmp_path: Path, running: list[subprocess.Popen[str]], sent: signal.Signals, code: int
) -> None:
    folder, ledger = filled(tmp_path / "in", 900), tmp_path / "talks.db"
    arguments = ("read", str(folder), "--ledger", str(ledger), "--jobs", "2")
    program = started(running, *arguments)
    wait_for(program, 1)
    os.killpg(program.pid, sent)
    _, said = program.communicate(timeout=60)
    assert program.returncode == code
    if sent != signal.SIGKILL:
        assert "the same command goes on from there\n" in said
        assert "Traceback" not in said
    before = kept_in(ledger)
    assert 0 < before < 900
    rest = started(running, *arguments)
    told, _ = rest.communicate(timeout=120)
    assert rest.returncode == 0
    assert told.splitlines()[-1].endswith(f"; {before} files read before")
    assert kept_in(ledger) == 900


def children_of(program: int) -> set[int]:
    """The processes that it began and that go on."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
            if int(parent) == program and state != "Z":
                found.add(int(path.parent.name))
    return found


def goes_on(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to look in")
def test_processes_that_read_do_not_outlive_a_killed_run(
    tmp_path: Path, running: list[subprocess.Popen[str]]
) -> None:
    folder, ledger = filled(tmp_path / "in", 900), tmp_path / "talks.db"
    program = started(running, "read", str(folder), "--ledger", str(ledger), "--jobs", "2")
    wait_for(program, 1)
    children = children_of(program.pid)
    assert len(children) >= 2
    program.kill()
    for _ in range(200):
        if not any(map(goes_on, children)):
            break
        time.sleep(0.1)
    assert not any(map(goes_on, children))


def test_two_writers_at_once(tmp_path: Path, running: list[subprocess.Popen[str]]) -> None:
    ledger = tmp_path / "talks.db"
    folders = [filled(tmp_path / f"in{n}", 60, first=100 * n) for n in (1, 2)]
    both = [started(running, "read", str(each), "--ledger", str(ledger)) for each in folders]
    for program in both:
        _, said = program.communicate(timeout=120)
        assert program.returncode == 0, said
    assert kept_in(ledger) == 120
    with open(ledger) as bench:
        made = bench.entries()
        bench._ledger.remake()  # type: ignore[attr-defined]
        assert bench.entries() == made


_SMALL_DISK = """
import resource, sys
from parley.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process")
def test_a_disk_that_fills_leaves_what_was_kept(tmp_path: Path) -> None:
    folder, ledger = filled(tmp_path / "in", 10), tmp_path / "talks.db"
    with open(ledger) as bench:
        list(bench.read_all(folder))
    filled(folder, 300, first=10)
    ended = subprocess.run(
        [sys.executable, "-c", _SMALL_DISK, "read", str(folder), "--ledger", str(ledger)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert f"parley: the ledger {str(ledger)!r} cannot " in ended.stderr
    assert 10 <= kept_in(ledger) < 310
    with open(ledger) as bench:
        list(bench.read_all(folder))
    assert kept_in(ledger) == 310


def test_progress_is_told_in_files(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", 3)
    told: list[tuple[int, int]] = []
    with open(tmp_path / "talks.db") as bench:
        list(bench.read_all(folder, watch=lambda done, total: told.append((done, total))))
        list(bench.read_all(folder, watch=lambda done, total: told.append((done, total))))
    assert told == [(1, 3), (2, 3), (3, 3), (3, 3)]


def test_memory_does_not_hold_what_was_kept(tmp_path: Path) -> None:
    with open(tmp_path / "talks.db") as bench:
        reports = list(bench.read_all(filled(tmp_path / "in", 3)))
    assert all(report.rows is None for report in reports)
