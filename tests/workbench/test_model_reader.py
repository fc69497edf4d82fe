"""The language-model reader from Python, as its page shows it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.reading.llm.scripted import said, serving
from tests.reading.llm.told import GOOD, TEXT

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-a-language-model.md"


def test_the_program_on_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("report.txt").write_text(TEXT, encoding="utf-8")
    names: dict[str, Any] = {}
    with serving(said(GOOD)) as server:
        here = program.replace("http://localhost:8080/v1", server.url)
        assert here != program
        exec(here, names)
        assert len(server.requests) == 1  # the comparison takes the answer that is kept
    assert capsys.readouterr().out.startswith("1 passage of 1 report, about ")
    assert names["estimate"].money is not None
    assert (names["added"].documents, names["problems"]) == (1, ())
    (compared,) = names["comparisons"]
    assert compared.comparison.readers == ("rules", "llm:small")
