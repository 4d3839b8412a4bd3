"""The API against its own description: whatever fits it, or does not, the server keeps its head."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from web.conftest import TOKEN, served

EXAMPLES = 30
"""Requests made for each address of the API."""


@pytest.fixture(scope="module")
def api(store_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description that a server gives of itself; its store may be changed."""
    copy = tmp_path_factory.mktemp("api") / "own.db"
    shutil.copy(store_path, copy)
    with served(str(copy)) as address:
        yield schemathesis.openapi.from_url(f"{address}/openapi.json")


def test_nothing_makes_the_server_fail(api: Any) -> None:
    operations = [found.ok() for found in api.get_all_operations()]
    assert len(operations) > 15
    for operation in operations:
        _try(operation)


def _try(operation: Any) -> None:
    @given(operation.as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        answer = case.call(headers={"authorization": f"Bearer {TOKEN}"})
        assert answer.status_code < 500, f"{case.method} {case.path} {answer.text}"
        assert "Traceback" not in answer.text
        if answer.status_code == 200 and case.path.endswith(".json"):
            assert answer.json() is not None

    ask()
