"""The tools for agents: they look, they never write, and every answer has words, source and address."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from pourparlers.export.agents import server
from pourparlers.store import Store, open_store
from store.made_up import LIND, ROCHE, Done, Met, Said, article, story

PROGRAM = """
import typer
from pourparlers.commands import mcp
app = typer.Typer()
app.callback()(lambda: None)
mcp.register(app)
app()
"""
ADDRESS = "https://example.org/visite"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as opened:
        for given, record in story():
            opened.add(given, record)
        met = Met((ROCHE, LIND), [Said("planned", "la visite d’Oslo est annoncée", "Anne Roche", country="FRA")])
        opened.add(*article("sept", "2024-09-01", met, Done("ACCUSE", ROCHE, LIND, "lenteur"), url=ADDRESS))
        yield opened


def ask(store: Store, tool: str, **arguments: Any) -> Any:
    async def call() -> Any:
        async with Client(server(store)) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(call)


def answer(store: Store, tool: str, **arguments: Any) -> dict[str, Any]:
    given = ask(store, tool, **arguments)
    assert not given.is_error, given
    found: dict[str, Any] = json.loads(given.content[0].text)
    return found


def test_every_tool_only_looks(store: Store) -> None:
    async def tools() -> Any:
        async with Client(server(store)) as client:
            return (await client.list_tools()).tools

    listed = anyio.run(tools)
    assert {t.name for t in listed} == {"find_talks", "show_talk", "find_statements", "find_acts"}
    assert all(t.annotations.read_only_hint and not t.annotations.destructive_hint for t in listed)
    assert all(len(t.description) > 40 for t in listed)


def test_nothing_is_written(store: Store, tmp_path: Path) -> None:
    def state() -> str:
        return hashlib.sha256((tmp_path / "store.db").read_bytes()).hexdigest()

    store.engine.dispose()
    before = state()
    answer(store, "find_talks")
    answer(store, "find_acts", who="Roche")
    answer(store, "find_statements", words="visite")
    store.engine.dispose()
    assert state() == before


def test_a_talk_is_found_with_its_last_word(store: Store) -> None:
    found = answer(store, "find_talks", who="Roche", with_whom="Suède", status="planned")
    (talk,) = found["talks"]
    assert found["total"] == 1
    word = talk["last_word"]
    assert (word["words"], word["source"], word["url"]) == ("la visite d’Oslo est annoncée", "Anne Roche", ADDRESS)
    shown = answer(store, "show_talk", talk=talk["id"][:8])
    assert shown["history"][-1]["evidence"]["text"] == word["words"]
    assert shown["history"][-1]["url"] == ADDRESS


def test_statements_by_words_and_by_source(store: Store) -> None:
    (said,) = answer(store, "find_statements", words="visite Oslo")["statements"]
    assert (said["source"], said["url"], said["words"]) == ("Anne Roche", ADDRESS, "la visite d’Oslo est annoncée")
    assert len(answer(store, "find_statements", source="Karl Lind")["statements"]) == 3
    assert "give words or a source" in ask(store, "find_statements").content[0].text


def test_acts_with_their_words(store: Store) -> None:
    found = answer(store, "find_acts", who="Anne Roche", with_whom="SWE")
    lines = [x for p in found["positions"] for x in p["lines"]]
    assert {x["type"] for x in lines} == {"REQUEST", "ACCUSE"}
    assert all(x["evidence"]["text"] for x in lines)
    assert ADDRESS in [x["url"] for x in lines]


def test_pages(store: Store) -> None:
    first = answer(store, "find_talks", limit=1)
    second = answer(store, "find_talks", limit=1, offset=1)
    assert first["total"] == second["total"] > 1
    assert first["talks"][0]["id"] != second["talks"][0]["id"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("show_talk", {"talk": "zzz"}, "nothing in the store"),
        ("find_talks", {"status": "maybe"}, "planned"),
        ("find_talks", {"since": "mardi"}, "date"),
        ("find_talks", {"limit": 100_000}, "100"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    store: Store, tool: str, arguments: dict[str, Any], said: str
) -> None:
    given = ask(store, tool, **arguments)
    assert given.is_error
    assert said in given.content[0].text


def test_the_program_serves_over_standard_input_and_output(store: Store, tmp_path: Path) -> None:
    program = StdioServerParameters(
        command=sys.executable, args=["-c", PROGRAM, "mcp", "--store", str(tmp_path / "store.db")]
    )

    async def call() -> Any:
        with anyio.fail_after(60):
            async with Client(stdio_client(program)) as client:
                return await client.call_tool("find_talks", {"who": "Sato"})

    made: Callable[[], Awaitable[Any]] = call
    given = anyio.run(made)
    assert json.loads(given.content[0].text)["total"] == 1
