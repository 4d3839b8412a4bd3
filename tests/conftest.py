"""What the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparlers import Reader

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated articles, which stands beside the project where it is developed."""
    if not SHARED.is_dir():
        pytest.skip("the annotated articles (../shared) are not here")
    return SHARED
