"""The command group: found commands, quick help, sentences and exit codes for faults."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner

from parley.cli import app, main
from parley.cli._common import echo_json, json_option
from parley.cli._group import LazyGroup
from parley.errors import CaseError, LimitError, Problem, UsageError
from parley.model import Span


def group_with(body: Callable[[], object]) -> LazyGroup:
    """A group with one command, ``go``, that does `body`."""

    class Stub(LazyGroup):
        def list_commands(self, ctx: click.Context) -> list[str]:
            return ["go"]

        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
            return click.Command("go", callback=body) if cmd_name == "go" else None

    return Stub("parley", package="parley.cli")


def raising(error: BaseException) -> Callable[[], object]:
    def body() -> object:
        raise error

    return body


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("no such file: 'x'"), 2, "parley: no such file: 'x'"),
        (LimitError("there would be 9 states"), 1, "parley: there would be 9 states"),
        (
            CaseError([Problem("no such option", "c.yaml", 3, 7, "aidd"), Problem("empty")]),
            1,
            "c.yaml:3:7: no such option: 'aidd'\n<text>: empty",
        ),
        (KeyboardInterrupt(), 130, "parley: stopped"),
        (PermissionError(13, "Permission denied", "talks.db"), 2, "cannot use 'talks.db'"),
    ],
)
def test_a_users_fault_is_a_sentence(error: BaseException, code: int, said: str) -> None:
    run = CliRunner().invoke(group_with(raising(error)), ["go"])
    assert run.exit_code == code
    assert said in run.stderr
    assert run.stdout == ""


def test_a_bug_keeps_its_traceback() -> None:
    run = CliRunner().invoke(group_with(raising(KeyError("x"))), ["go"])
    assert isinstance(run.exception, KeyError)


def test_a_typing_slip_is_answered_with_the_nearest_name() -> None:
    run = CliRunner().invoke(group_with(lambda: None), ["goo"])
    assert run.exit_code == 2
    assert "There is no command 'goo'. Did you mean 'go'?" in run.stderr


def test_a_strange_name_is_answered_with_where_to_look() -> None:
    run = CliRunner().invoke(app, ["zzzzzz"])
    assert run.exit_code == 2
    assert "`parley --help` lists the commands" in run.stderr


def test_every_module_is_a_command_with_help() -> None:
    with click.Context(app) as ctx:
        names = app.list_commands(ctx)
        for name in names:
            command = app.get_command(ctx, name)
            assert command is not None
            assert command.name == name
            assert command.get_short_help_str(), f"{name} has no help"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom parley.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('loaded:', *sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    text, _, loaded = run.stdout.rpartition("loaded:")
    assert "Usage: parley" in text
    heavy = {"numpy", "scipy", "networkx", "pydantic", "sqlalchemy", "textblob", "rich", "nltk"}
    assert not heavy & set(loaded.split())


def test_a_closed_pipe_is_quiet() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "parley", "--help"],
        stdout=_closed_pipe(),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert run.stderr == ""


def _closed_pipe() -> int:
    import os

    read, write = os.pipe()
    os.close(read)
    return write


def test_main_ends_in_an_exit(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("parley, version ")


def test_no_color_takes_the_colour_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with click.Context(app) as ctx:
        assert app.callback is not None
        app.callback()
        assert ctx.color is False


def test_json_keeps_letters_and_takes_records() -> None:
    @click.command()
    @json_option
    def show(as_json: bool) -> None:
        echo_json({"text": "ü", "at": Span(1, 2)} if as_json else None)

    run = CliRunner().invoke(show, ["--json"])
    assert '"text": "ü"' in run.stdout
    assert '"start": 1' in run.stdout
