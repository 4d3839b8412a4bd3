"""A PostgreSQL server of the tests' own: in a temporary folder, on loopback, on a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USERS = ("postgres", "nobody")
"""Whom the server runs as where the tests run as root, which it refuses to."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


class Cluster:
    """A running server; each ``database()`` is new and empty."""

    def __init__(self, bin_: Path, folder: Path, port: int, prefix: list[str]) -> None:
        self.bin, self.folder, self.port, self.prefix = bin_, folder, port, prefix

    def run(self, program: str, *args: str) -> None:
        command = [*self.prefix, str(self.bin / program), *args]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", timeout=120)

    def database(self) -> str:
        """The URL of a new database."""
        name = f"t{uuid.uuid4().hex[:12]}"
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "pourparlers", name)
        return f"postgresql://pourparlers@127.0.0.1:{self.port}/{name}"


@contextmanager
def cluster(*settings: str) -> Iterator[Cluster | None]:
    """A server for the time of the block; None where PostgreSQL is not installed."""
    bin_ = programs()
    if bin_ is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="pourparlers-pg-"))
    user = _user()
    if user:
        shutil.chown(folder, user)
    it = Cluster(bin_, folder, _free_port(), ["runuser", "-u", user, "--"] if user else [])
    options = [f"-p {it.port}", "-c listen_addresses=127.0.0.1", f"-c unix_socket_directories={folder}"]
    options += ["-c fsync=off", *(f"-c {s}" for s in settings)]
    data = str(folder / "data")
    try:
        it.run("initdb", "-D", data, "-U", "pourparlers", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        it.run("pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", " ".join(options), "start")
        yield it
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            it.run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    import pwd

    names = {p.pw_name for p in pwd.getpwall()}
    return next(u for u in USERS if u in names)


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
