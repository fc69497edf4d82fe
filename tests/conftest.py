"""What every test may use: Hypothesis profiles, the shared folder, golden files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.golden import Golden

# A machine under load is slow, which is no fault in the code under test.
_slow = [HealthCheck.too_slow]
settings.register_profile(
    "ci",
    max_examples=200,
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=_slow,
)
settings.register_profile(
    "deep", max_examples=5000, deadline=None, print_blob=True, suppress_health_check=_slow
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite tests/golden/ with what the code gives now; read the diff before committing",
    )


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """``golden(name, text)`` compares text with ``tests/golden/<name>``."""
    return Golden(update=bool(pytestconfig.getoption("--update-golden")))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts and oracles beside the checkout, where there is one."""
    folder = os.environ.get("PARLEY_SHARED")
    if not folder:
        pytest.skip("PARLEY_SHARED is not set: no shared texts to check against")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"PARLEY_SHARED names {folder!r}, which is no folder")
    return path
