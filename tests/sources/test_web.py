"""Articles from the web: manners, order, and nothing that a site asks not to have fetched."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources import feeds
from pourparlers.sources.fetch import Limits
from pourparlers.sources.files import Skipped, Taken, Ways, articles
from pourparlers.sources.polite import USER_AGENT, Visitor
from pourparlers.sources.watch import EVERY, LONGEST, Watch, feeds_of
from pourparlers.sources.web import Web
from sources.pages import PARAGRAPHS, TEXT, opml, page, rss
from sources.served import Site, raw, site

QUICK = Limits(seconds=3.0, bytes=200_000, redirects=3)


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as one:
        yield one


def web(pause: float = 0.0) -> Web:
    return Web(Visitor(QUICK, allow_private=True, pause=pause))


def got(found: list[Taken | Skipped]) -> list[str]:
    """Titles of the articles, and reasons of what was skipped, in order."""
    return [f.error.reason if isinstance(f, Skipped) else f[1].title for f in found]


def test_a_list_of_addresses_in_order(server: Site, tmp_path: Path) -> None:
    urls = [server.put(f"/{n}", page(title=f"Titre numéro {n}")) for n in range(8)]
    (tmp_path / "liste.txt").write_text("\n".join([*urls[:3], f"{server.url}/rien", *urls[3:]]))
    found = list(articles([str(tmp_path / "liste.txt")], ways=Ways(web=web())))
    assert got(found) == [f"Titre numéro {n}" for n in range(3)] + ["status"] + [
        f"Titre numéro {n}" for n in range(3, 8)
    ]
    assert {h["user-agent"] for h in server.headers} == {USER_AGENT}
    assert USER_AGENT.startswith("pourparlers/")
    assert server.asked[0] == "/robots.txt"
    assert server.asked.count("/robots.txt") == 1


def test_what_is_fetched_knows_its_address_and_day(server: Site) -> None:
    server.put("/fin", page())
    (one,) = articles([server.redirect("/a", "/fin")], ways=Ways(web=web()))
    assert not isinstance(one, Skipped)
    assert (one[1].url, one[1].published, one[1].publisher) == (f"{server.url}/fin", dt.date(2024, 3, 8), "Le Fanal")


def test_a_feed_leads_to_its_pages(server: Site) -> None:
    urls = [server.put(f"/{n}", page(title=f"Titre numéro {n}", day="")) for n in range(3)]
    feed = server.put("/feed", rss(urls), "application/rss+xml")
    found = list(articles([feed], ways=Ways(web=web())))
    assert got(found) == [f"Titre numéro {n}" for n in range(3)]
    days = [f[1].published for f in found if not isinstance(f, Skipped)]
    assert days == [dt.date(2024, 3, 8)] * 3


def test_a_list_of_feeds_leads_to_theirs(server: Site, tmp_path: Path) -> None:
    one = server.put("/a", page(title="Titre du lac"))
    feed = server.put("/feed", rss([one]), "application/rss+xml")
    (tmp_path / "presse.opml").write_bytes(opml([feed]))
    assert got(list(articles([str(tmp_path / "presse.opml")], ways=Ways(web=web())))) == ["Titre du lac"]


def test_feeds_that_lead_to_feeds_come_to_an_end(server: Site) -> None:
    server.put("/b", rss([f"{server.url}/a", f"{server.url}/c"]), "application/rss+xml")
    server.put("/c", opml([f"{server.url}/a"]), "text/x-opml+xml")
    loop = server.put("/a", rss([f"{server.url}/b", f"{server.url}/a"]), "application/rss+xml")
    found = list(articles([loop], ways=Ways(web=web())))
    assert all(isinstance(f, Skipped) for f in found)
    assert len(server.asked) < 20


def test_a_feed_with_hostile_links_fetches_none_of_them(server: Site) -> None:
    server.put("/secret", page())
    links = [
        "file:///etc/passwd", "ftp://x.example/", "http://nom:mot@x.example/", f"http://localhost:{server.port}/secret",
        f"http://[::ffff:127.0.0.1]:{server.port}/secret", "http://169.254.169.254/latest/", "javascript:alert(1)",
    ]  # fmt: skip

    found = list(feeds.articles("feed", rss(links), Ways(web=Web(Visitor(QUICK, pause=0.0)))))
    assert set(got(found)) <= {"address", "private", "fetch"}
    assert len(found) == len(links)
    assert not server.asked


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("User-agent: *\nDisallow: /", []),
        ("User-agent: *\nDisallow: /*?\n", ["/libre"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: pourparlers\nDisallow: /prive", ["/libre", "/x?a=1"]),
        ("User-agent: autre\nDisallow: /", ["/libre", "/prive", "/x?a=1"]),
        ("\x00\xff nonsense\n" * 100, ["/libre", "/prive", "/x?a=1"]),
    ],
)
def test_robots_are_heeded(server: Site, robots: str, allowed: list[str]) -> None:
    server.put("/robots.txt", robots.encode("latin-1"), "text/plain")
    paths = ["/libre", "/prive", "/x?a=1"]
    wanted = [server.put(path, page(title=f"Titre de {path}")) for path in paths]
    if robots.startswith("User-agent: *\nDisallow: /*?"):
        wanted, paths = wanted[::2], paths[::2]
    found = list(web().articles(wanted, Ways()))
    assert [path for path in paths if path in server.asked] == allowed
    assert got(found) == [f"Titre de {path}" if path in allowed else "robots" for path in paths]


def test_robots_that_fail_close_the_site(server: Site) -> None:
    server.answers["/robots.txt"] = (503, {}, b"")
    url = server.put("/a", page())
    assert got(list(web().articles([url], Ways()))) == ["robots"]
    assert server.asked == ["/robots.txt"]


def test_a_redirection_into_what_robots_close(server: Site) -> None:
    server.put("/robots.txt", b"User-agent: *\nDisallow: /prive", "text/plain")
    server.put("/prive", page())
    assert got(list(web().articles([server.redirect("/a", "/prive")], Ways()))) == ["robots"]
    assert "/prive" not in server.asked


def test_one_request_at_a_time_with_a_pause_between(server: Site) -> None:
    urls = [server.put(f"/{n}", page(title=f"Titre numéro {n}")) for n in range(4)]
    list(web(pause=0.15).articles(urls, Ways()))
    gaps = [b - a for a, b in zip(server.times, server.times[1:], strict=False)]
    assert min(gaps) > 0.1
    assert server.most_at_once == 1


def test_a_slow_site_is_asked_by_one_at_a_time(server: Site) -> None:
    def slow(_headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        time.sleep(0.1)
        return 200, {"Content-Type": "text/html"}, page()

    urls = [f"{server.url}/{n}" for n in range(5)]
    server.answers.update({f"/{n}": slow for n in range(5)})
    assert len(list(web().articles(urls, Ways()))) == 5
    assert server.most_at_once == 1


def test_no_more_is_fetched_than_is_taken(server: Site) -> None:
    urls = [server.put(f"/{n}", page(title=f"Titre numéro {n}")) for n in range(9)]
    found = Web(Visitor(QUICK, allow_private=True, pause=0.0), ahead=2).articles(urls, Ways())
    next(found)
    found.close()  # type: ignore[attr-defined]
    time.sleep(0.2)
    assert len(server.asked) <= 4


def test_a_pause_that_robots_ask_for(server: Site) -> None:
    server.put("/robots.txt", b"User-agent: *\nCrawl-delay: 7", "text/plain")
    slept: list[float] = []
    visitor = Visitor(QUICK, allow_private=True, pause=0.0, sleep=slept.append, clock=lambda: 0.0)
    for n in range(3):
        visitor.get(server.put(f"/{n}", b""))
    assert slept
    assert max(slept) >= 7


def test_what_is_no_document_is_not_taken_apart(server: Site) -> None:
    url = server.put("/a", b"\x89PNG", "image/png")
    assert got(list(web().articles([url], Ways()))) == ["page"]


def test_addresses_that_are_known_are_passed_over(server: Site) -> None:
    one, two = server.put("/1", page(title="Titre un")), server.put("/2", page(title="Titre deux"))
    assert got(list(web().articles([one, two], Ways(known=lambda url: url == one)))) == ["Titre deux", "known"]
    assert "/1" not in server.asked


# Watching


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def look(watch: Watch) -> list[str]:
    return got(list(watch.round(Ways(web=web()))))


def test_a_feed_is_asked_only_for_what_is_new(server: Site, tmp_path: Path, clock: Clock) -> None:
    urls = [server.put(f"/{n}", page(title=f"Titre numéro {n}")) for n in range(3)]
    feed = server.put("/feed", rss(urls[:2]), "application/rss+xml", ETag='"un"', Last_Modified="Fri, 08 Mar 2024")
    watch = Watch([feed], web(), tmp_path / "seen.json", clock=clock)
    assert look(watch) == ["Titre numéro 0", "Titre numéro 1"]
    assert look(watch) == []
    assert watch.wait() == EVERY
    clock.now += EVERY
    server.answers["/feed"] = lambda headers: (
        (304, {}, b"") if headers.get("if-none-match") == '"un"' and headers["if-modified-since"] else (500, {}, b"")
    )
    assert look(watch) == []
    # Another run remembers; what is new is taken, what was seen is not.
    server.put("/feed", rss(urls), "application/rss+xml")
    later = Watch([feed], web(), tmp_path / "seen.json", clock=clock)
    assert look(later) == []
    clock.now += EVERY
    assert look(later) == ["Titre numéro 2"]
    assert server.asked.count("/feed") == 3
    assert server.asked.count("/0") == 1


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(server: Site, tmp_path: Path, clock: Clock) -> None:
    server.answers["/feed"] = (500, {}, b"")
    watch = Watch([f"{server.url}/feed"], web(), tmp_path / "seen.json", clock=clock)
    waits = []
    for _ in range(9):
        assert look(watch) == ["status"]
        waits.append(watch.wait())
        clock.now += watch.wait()
    assert waits[:3] == [2 * EVERY, 4 * EVERY, 8 * EVERY]
    assert waits[-1] == LONGEST
    server.put("/feed", rss([]), "application/rss+xml")
    assert look(watch) == []
    assert watch.wait() == EVERY


@pytest.mark.parametrize(
    ("status", "headers", "least", "most"),
    [
        (429, {"Retry-After": "7200"}, 7200, 7200),
        (503, {"Retry-After": "999999999999"}, LONGEST, LONGEST),
        (503, {"Retry-After": "Mon, 12 Jan 1970 16:46:40 GMT"}, 10_000, 13_000),
        (503, {"Retry-After": "demain"}, 2 * EVERY, 2 * EVERY),
        (410, {}, 2**50, 2**54),
    ],
)
def test_patience_that_is_asked_for(
    server: Site, tmp_path: Path, clock: Clock, status: int, headers: dict[str, str], least: float, most: float
) -> None:
    server.answers["/feed"] = (status, headers, b"")
    watch = Watch([f"{server.url}/feed"], web(), tmp_path / "seen.json", clock=clock)
    assert look(watch) == ["status"]
    assert least <= watch.wait() <= most


def test_a_feed_may_ask_for_longer(server: Site, tmp_path: Path, clock: Clock) -> None:
    feed = server.put("/feed", rss([], extra="<ttl>60</ttl>"), "application/rss+xml")
    watch = Watch([feed], web(), tmp_path / "seen.json", clock=clock)
    assert look(watch) == []
    assert watch.wait() == 3600


@pytest.mark.parametrize("memory", ["", "{", "[1]", '{"a": 1}', '[{"x": 1}]'])
def test_a_memory_that_is_damaged_is_as_none(server: Site, tmp_path: Path, memory: str) -> None:
    (tmp_path / "seen.json").write_text(memory)
    feed = server.put("/feed", rss([server.put("/a", page(title="Titre du lac"))]), "application/rss+xml")
    assert look(Watch([feed], web(), tmp_path / "seen.json")) == ["Titre du lac"]


def test_the_feeds_to_watch(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_bytes(opml(["https://a.example/f"]))
    (tmp_path / "b.txt").write_text("https://b.example/f\n")
    sources = ["https://c.example/f", str(tmp_path / "a.opml"), str(tmp_path / "b.txt")]
    assert feeds_of(sources) == ["https://c.example/f", "https://a.example/f", "https://b.example/f"]
    for wrong in (tmp_path / "absent.opml", tmp_path):
        with pytest.raises(UnreadableError):
            feeds_of([str(wrong)])


def test_a_server_that_stops_in_the_middle_of_a_feed(tmp_path: Path, clock: Clock) -> None:
    with raw(lambda c: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<rss>")) as url:
        watch = Watch([url], web(), tmp_path / "seen.json", clock=clock)
        # Its robots.txt stops in the middle as well: as long as that cannot be read, nothing is asked.
        assert look(watch) == ["robots"]
        assert watch.wait() == 2 * EVERY


def test_texts_are_whole(server: Site) -> None:
    (one,) = web().articles([server.put("/a", page(PARAGRAPHS))], Ways())
    assert not isinstance(one, Skipped)
    assert one[1].text == TEXT
