"""``parley check``: what it prints where, and what it returns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli import app
from tests.case.casetexts import PLAIN, TALKS


def run(*args: str, stdin: str | bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["check", *args], input=stdin)
    return result.exit_code, result.stdout, result.stderr


def test_a_good_case() -> None:
    assert run("-", stdin=PLAIN) == (
        0, "-: no faults. 2 parties, 3 options, 12 states; 0 proposals, 0 preconditions; "
        "no preferences; not reviewed by a person.\n", "",
    )  # fmt: skip


def test_notices_go_to_stderr_and_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "talks.yaml"
    path.write_text(TALKS)
    code, out, err = run(str(path))
    assert code == 0
    assert out.startswith(
        f"{path}: no faults. 3 parties, 5 options, 288 states; 2 proposals, 1 prec"
    )
    assert err.splitlines() == [
        f"{path}:6:3: notice: the file of this source is not there; its text is not compared: 'A'",
        f"{path}:6:3: notice: without `sha256` nobody can tell if the text changes: 'A'",
    ]


def test_every_fault_with_its_place() -> None:
    text = PLAIN + "rules: [x and quiet]\npreferences: {c: {priorities: [w]}}\n"
    assert run("-", stdin=text) == (
        1, "-: 3 faults.\n",
        "-:8:15: no option has this name: 'quiet'\n-:9:15: no party has this name: 'c'\n"
        "-:9:32: no option has this name: 'w'\n",
    )  # fmt: skip


def test_json() -> None:
    code, out, _ = run("-", "--json", stdin=PLAIN + "rules: [q]\n")
    shown = json.loads(out)
    assert code == 1
    assert shown["case"] is None
    assert shown["faults"] == [
        {"what": "no option has this name", "file": "-", "line": 8, "column": 9, "words": "q",
         "severity": "error"}
    ]  # fmt: skip
    code, out, _ = run("--json", "-", stdin=PLAIN)
    shown = json.loads(out)
    assert (code, shown["case"]["states"], shown["faults"], shown["notices"]) == (0, 12, [], [])


def test_too_many_states_are_said_not_built() -> None:
    options = "".join(f"  o{i}: {{by: a}}\n" for i in range(40))
    code, out, err = run("-", stdin=f"parley: 1\nparties: {{a: }}\noptions:\n{options}")
    assert (code, err) == (0, "")
    assert "40 options (there would be 1,099,511,627,776 states" in out


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\x00\x01\xff\xfe", "not UTF-8"),
        ("caf\u00e9: x".encode("latin-1"), "save it as UTF-8"),
        (b"parley: [1", ":1:11: not valid YAML"),
        (b"The talks went on. " * 1_100_000, "bytes are too many for a case file"),
    ],
)
def test_no_traceback_for_what_is_no_case(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(data)
    code, out, err = run(str(path))
    assert (code, out) == (1, f"{path}: 1 fault.\n")
    assert message in err
    assert len(err.splitlines()) == 1


def test_wrong_calls(tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "none.yaml")):
        code, out, err = run(name)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1
