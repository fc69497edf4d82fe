"""The scripts' own set-up, tried with stand-ins for Python so that nothing is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

# Makes an environment whose python writes down what it is asked to do, and does nothing.
# PIP_FAILS, a file, makes pip fail once, as an interrupted set-up would.
MAKES_ENVIRONMENTS = """#!/bin/sh
case "$*" in
    *"-m venv"*)
        for folder in "$@"; do :; done
        mkdir -p "$folder/bin"
        cat >"$folder/bin/python" <<'PY'
#!/bin/sh
case "$*" in
    -I*) echo fingerprint; exit 0 ;;
esac
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in
    *"pip install"*)
        [ -e "$PIP_FAILS" ] || exit 0
        rm "$PIP_FAILS"; echo "no network" >&2; exit 1 ;;
esac
PY
        chmod +x "$folder/bin/python" ;;
esac
"""


class Project:
    """A copy of the scripts under a path with a space, with a stand-in for Python."""

    def __init__(self, tmp_path: Path, python: str) -> None:
        self.root = tmp_path / "a project" / "par ley"
        for folder in ("scripts", "requirements"):
            shutil.copytree(ROOT / folder, self.root / folder)
        shutil.copy(ROOT / "pyproject.toml", self.root)
        self.elsewhere = tmp_path / "elsewhere"
        self.elsewhere.mkdir()
        self.python = self.elsewhere / "stand in"
        self.python.write_text(python, encoding="utf-8")
        self.python.chmod(0o755)
        self.log = tmp_path / "calls"
        self.pip_fails = tmp_path / "fails"

    def run(self, script: str, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.root / "scripts" / script), *args],
            cwd=self.elsewhere,
            env={
                "PATH": os.environ["PATH"],
                "PYTHON": str(self.python),
                "CALLS": str(self.log),
                "PIP_FAILS": str(self.pip_fails),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[str]:
        """What the environment's python was asked to do since the last look."""
        said = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return said


@pytest.mark.parametrize("script", ["demo", "test", "check"])
@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        (
            '#!/bin/sh\ncase "$2" in *"sys.exit(3)"*) exit 3 ;; *) echo 3.9 ;; esac\n',
            r"^Parley needs Python 3\.11 or newer, and '.*stand in' is 3\.9: install a newer .*\n$",
        ),
        (
            "#!/bin/sh\nexit 4\n",
            r"^Parley needs Python's venv and ensurepip modules, which '.*stand in' lacks: .*\n$",
        ),
        ("#!/bin/sh\nexit 127\n", r"^Parley needs .*, and '.*stand in' does not run here: .*\n$"),
    ],
    ids=["too old", "lacks venv", "does not run"],
)
def test_a_python_that_will_not_do_gets_one_sentence(
    tmp_path: Path, script: str, python: str, sentence: str
) -> None:
    run = Project(tmp_path, python).run(script)
    assert run.returncode == 2
    assert re.match(sentence, run.stderr)
    assert run.stdout == ""


def test_set_up_is_done_once(tmp_path: Path) -> None:
    project = Project(tmp_path, MAKES_ENVIRONMENTS)
    first = project.run("demo", "--a word", "b")
    assert re.fullmatch(r"Setting up \(first run only\) \.\.\. done in \d+ s\n", first.stderr)
    calls = project.calls()
    assert len(calls) == 3
    assert "--require-hashes" in calls[0]
    assert "requirements/run.txt" in calls[0]
    assert "--no-index" in calls[1]
    assert calls[2] == "-m parley demo --a word b"

    assert project.run("demo").stderr == ""
    assert project.calls() == ["-m parley demo"]


def test_a_level_holds_those_below_it(tmp_path: Path) -> None:
    project = Project(tmp_path, MAKES_ENVIRONMENTS)
    project.run("test", "-q")
    assert "requirements/test.txt" in project.calls()[0]
    project.run("demo")
    assert project.calls() == ["-m parley demo"]
    project.run("check")
    assert "requirements/check.txt" in project.calls()[0]


def test_a_set_up_that_was_cut_short_is_done_again(tmp_path: Path) -> None:
    project = Project(tmp_path, MAKES_ENVIRONMENTS)
    project.pip_fails.touch()
    cut = project.run("test")
    assert cut.returncode == 1
    assert "set-up failed at installing requirements/test.txt:" in cut.stderr
    assert "no network" in cut.stderr
    project.calls()
    again = project.run("test")
    assert again.returncode == 0
    assert project.calls()[-1] == "-m pytest"


def test_a_check_knows_its_one_option(tmp_path: Path) -> None:
    run = Project(tmp_path, MAKES_ENVIRONMENTS).run("check", "--depe")
    assert run.returncode == 2
    assert run.stderr == "scripts/check takes --deep or nothing, not '--depe'\n"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_and_hashes_everything_and_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    for trace in ("://", "--index", "--find-links", "--extra", " @ ", "file:", "/"):
        assert trace not in re.sub(r"\A#.*\n", "", text)
    blocks = re.split(r"\n(?=\S)", re.sub(r"\A#.*\n", "", text).rstrip())
    for block in blocks:
        assert re.match(
            r"[a-z0-9.-]+==[^ ]+ (; .*)?\\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n?)+$", block
        )


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "run": [*project["dependencies"], "hatchling", "editables"],
        "test": [*project["dependencies"], *extras["test"]],
        "check": [*project["dependencies"], *extras["test"], *extras["check"]],
    }
    for level, requirements in wanted.items():
        text = (ROOT / "requirements" / f"{level}.txt").read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))
        names = {re.split(r"[<>=\[]", name)[0].replace(".", "-") for name in requirements}
        assert names - {"parley-workbench"} <= pinned, f"run scripts/lock: {level} lacks a pin"
