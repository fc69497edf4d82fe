"""The public face: few names, sorted, each of them there, none of them costly."""

from __future__ import annotations

import subprocess
import sys

import pytest

import parley


def test_names_are_few_and_sorted() -> None:
    assert len(parley.__all__) <= 18
    assert parley.__all__ == sorted(parley.__all__)
    assert len(set(parley.__all__)) == len(parley.__all__)


@pytest.mark.parametrize("name", parley.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(parley, name) is not None
    assert name in dir(parley)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'predict'"):
        _ = parley.predict


def test_importing_parley_imports_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules); import parley;"
        "print(*sorted(m for m in set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert {name for name in loaded if name.startswith("parley")} == {"parley", "parley._version"}
    assert not loaded & {"numpy", "scipy", "click", "pydantic", "sqlalchemy", "textblob"}


def test_the_records_and_the_reader_do_without_numbers() -> None:
    code = "import sys, parley.model, parley.reading; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(run.stdout.split()) & {"numpy", "scipy", "networkx"}
