"""The bundled sample story in a store, and that store served."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from pourparlers import Reader
from pourparlers.samples import budapest
from pourparlers.store import open_store
from pourparlers.web.app import create_app
from pourparlers.web.dropping import TakeIn
from web.browser import chromium, launched

TOKEN = "jeton-de-test"


@pytest.fixture(scope="session")
def store_path(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the sample story; not to be changed."""
    path = str(tmp_path_factory.mktemp("store") / "budapest.db")
    articles = budapest()
    with open_store(path) as store:
        for article, record in zip(articles, reader.read_many(articles), strict=True):
            store.add(article, record, link=False)
        store.link()
    return path


@pytest.fixture(scope="session")
def client(store_path: str) -> Iterator[TestClient]:
    """The app as a caller of the API meets it, without a network."""
    with TestClient(create_app(store_path, token=TOKEN, rate=1e6), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def address(store_path: str) -> Iterator[str]:
    """The address of a server on loopback, for a browser."""
    with served(store_path) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    with launched(path) as browser:
        yield browser


class served:  # noqa: N801 (used like a function, in a with statement)
    """A store served on a free port of loopback while a ``with`` block runs; gives the address."""

    def __init__(self, store: str, token: str | None = TOKEN, take_in: TakeIn | None = None) -> None:
        app = create_app(store, token=token, rate=1e6, take_in=take_in)
        config = uvicorn.Config(app, log_level="warning", lifespan="on")
        self.server = uvicorn.Server(config)
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        for _ in range(200):
            if self.server.started:
                return f"http://127.0.0.1:{self.socket.getsockname()[1]}"
            time.sleep(0.05)
        raise RuntimeError("the server did not start")

    def __exit__(self, *exc: object) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()


@pytest.fixture
def empty_path(tmp_path: Path) -> str:
    """A store with nothing in it."""
    path = str(tmp_path / "empty.db")
    open_store(path).close()
    return path
