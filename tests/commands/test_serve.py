"""``serve`` and ``demo`` as a user runs them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pourparlers.commands.serve import address, is_loopback
from pourparlers.store import open_store

PROGRAM = "from pourparlers.cli import main; main()"


def command(*args: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *args]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "POURPARLERS_LANG": "en", "PYTHONUNBUFFERED": "1", **more}


def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*args), capture_output=True, text=True, check=False, env=environment(**env), timeout=90
    )


@contextmanager
def running(*args: str, **env: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command while it serves, with the line that says where to look."""
    process = subprocess.Popen(
        command(*args), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(**env)
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def get(line: str, path: str = "") -> str:
    found = re.search(r"http://\S+/", line)
    assert found, line
    with urllib.request.urlopen(found[0] + path, timeout=10) as answer:
        return str(answer.read().decode())


def test_it_says_where_to_look_and_serves_there(empty_store: Path) -> None:
    with running("serve", "--store", str(empty_store), "--port", "0") as (process, line):
        assert "http://127.0.0.1:" in line
        assert "pourparlers" in get(line)
    assert process.returncode is not None


def test_a_token_is_made_up_only_when_asked_for(empty_store: Path) -> None:
    with running("serve", "--store", str(empty_store), "--port", "0", "--judge") as (process, line):
        assert process.stderr is not None
        assert re.fullmatch(r"The token for judging: [\w-]{20,}", process.stderr.readline().strip())
        assert "http://" in line
    with running("serve", "--store", str(empty_store), "--port", "0") as (process, line):
        assert "token" not in line


def test_a_short_token_is_refused(empty_store: Path) -> None:
    done = run("serve", "--store", str(empty_store), POURPARLERS_TOKEN="kurz")
    assert done.returncode == 2
    assert "8 characters" in done.stderr


def test_it_warns_when_others_can_reach_it(empty_store: Path) -> None:
    with running("serve", "--store", str(empty_store), "--port", "0", "--host", "0.0.0.0") as (process, line):
        assert process.stderr is not None
        assert "Beware" in process.stderr.readline()
        assert "pourparlers" in get(line)


def test_a_port_that_is_taken_is_said(empty_store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("serve", "--store", str(empty_store), "--port", port)
    assert done.returncode == 1
    assert port in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_that_is_none_is_said(tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"this is no database" * 100)
    done = run("serve", "--store", str(bad), "--port", "0")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_without_a_terminal_prints_the_board_and_the_talk_and_stops() -> None:
    done = run("demo")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "Donald Trump – Vladimir Poutine" in done.stdout
    assert done.stdout.count("Vladimir Poutine") > 3
    assert "http://" not in done.stdout


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("journal.example", False),
    ],
)
def test_what_only_this_machine_reaches(host: str, near: bool) -> None:
    assert is_loopback(host) is near


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:8371/"),
        ("0.0.0.0", "http://127.0.0.1:8371/"),
        ("::1", "http://[::1]:8371/"),
        ("::", "http://[::1]:8371/"),
        ("redaction.example", "http://redaction.example:8371/"),
    ],
)
def test_the_address_to_look_at(host: str, shown: str) -> None:
    assert address(host, 8371) == shown


@pytest.fixture
def empty_store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    open_store(path).close()
    return path
