"""A talk's page, and what it gives away: citations, calendar, feed, related talks."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar, Event

from pourparlers.export import ics
from pourparlers.linking.talks import Talk
from pourparlers.vocabulary import MeetingKind
from pourparlers.web import cite, phrases, related
from web.made_talks import line, talk


@pytest.fixture(scope="module")
def main_talk(client: TestClient) -> str:
    """The talk of the sample story that most is said of."""
    talks = client.get("/talks.json").json()["talks"]
    return str(max(talks, key=lambda t: t["reports"])["id"])


def test_every_report_is_on_the_page_with_its_exact_words_and_leads_to_its_article(
    client: TestClient, main_talk: str
) -> None:
    page = client.get(f"/talks/{main_talk}").text
    data = client.get(f"/talks/{main_talk}.json").json()["talk"]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).replace("&#39;", "'").replace("&nbsp;", " ")
    for n, report in enumerate(data["history"]):
        assert f'id="r{n}"' in page
        assert f'href="#r{n}"' in page
        assert f'href="/articles/{report["article"]}#c{report["evidence"]["start"]}"' in page
        assert " ".join(report["evidence"]["text"].split()) in text
    assert page.count('class="citation"') == len(data["history"]) + 1
    assert len(client.get(f"/talks/{main_talk}.json").json()["citations"]) == len(data["history"])


def test_contradictions_stand_side_by_side_with_the_days_between(client: TestClient, main_talk: str) -> None:
    odds = client.get(f"/talks/{main_talk}.json").json()["talk"]["contradictions"]
    page = client.get(f"/talks/{main_talk}?lang=en").text
    assert page.count('class="pair"') == len(odds)
    assert page.count('<blockquote class="side') == 2 * len(odds)


def test_a_talk_is_found_by_the_start_of_its_id(client: TestClient, main_talk: str) -> None:
    assert client.get(f"/talks/{main_talk[:8]}.json").json()["talk"]["id"] == main_talk
    assert client.get("/talks/0.json").status_code in (200, 404)
    assert client.get("/talks/nothing-here.json").status_code == 404


def test_the_feed_has_an_entry_a_report(client: TestClient, main_talk: str) -> None:
    feed = ElementTree.fromstring(client.get(f"/talks/{main_talk}.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    reports = client.get(f"/talks/{main_talk}.json").json()["talk"]["history"]
    assert len(feed.findall(f"{atom}entry")) == len(reports)
    updated = [e.findtext(f"{atom}updated") or "" for e in feed.findall(f"{atom}entry")]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext(f"{atom}updated") == updated[0]


def event(found: Talk) -> dict[str, object]:
    made = ics.event_of(found, "fr", "http://127.0.0.1/talks/aa11")
    assert made is not None
    return Event.from_ical(made.to_ical())


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2025-03-20", "2025-03-20", "2025-03-21"),
        ("2025-03-20/2025-03-22", "2025-03-20", "2025-03-23"),
        ("2025-W12", "2025-03-17", "2025-03-24"),
        ("2025-03", "2025-03-01", "2025-04-01"),
    ],
)
def test_an_event_is_as_precise_as_the_press(when: str, first: str, last: str) -> None:
    found = event(talk(line("2025-03-01", "planned", "Anna Keller", "CHE", when=when)))
    assert found["DTSTART"].dt == dt.date.fromisoformat(first)  # type: ignore[attr-defined]
    assert found["DTEND"].dt == dt.date.fromisoformat(last)  # type: ignore[attr-defined]


def test_an_event_at_an_hour_is_at_that_hour() -> None:
    found = event(talk(line("2025-03-01", "planned", "Anna Keller", "CHE", when="2025-03-20T14:30")))
    assert found["DTSTART"].dt == dt.datetime(2025, 3, 20, 14, 30)  # type: ignore[attr-defined]


def test_without_a_day_there_is_no_event() -> None:
    assert ics.event_of(talk(line("2025-03-01", "planned")), "fr") is None
    assert ics.event_of(talk(line("2025-03-01", "planned", when="FUTURE_REF")), "fr") is None


def test_calendars_of_the_sample_story_parse_or_say_why_not(client: TestClient) -> None:
    for found in client.get("/talks.json").json()["talks"]:
        answer = client.get(f"/talks/{found['id']}.ics")
        if answer.status_code == 404:
            assert answer.json()["error"]
        else:
            assert Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_citation_holds_the_words_the_source_the_outlet_the_day_and_a_way_to_the_words() -> None:
    url = "https://journal.example/a?b=1#top"
    said = line("2025-03-01", "planned", "Anna Keller", "CHE", words="un tête-à-tête, « enfin » & vite", url=url)
    assert cite.report(said, "fr") == (
        "« un tête-à-tête, « enfin » & vite », Anna Keller, Le Courrier, « Deux ministres à Genève », 1 mars 2025, "
        "https://journal.example/a?b=1#:~:text="
        "un%20t%C3%AAte%2D%C3%A0%2Dt%C3%AAte%2C%20%C2%AB%20enfin%20%C2%BB%20%26%20vite"
    )


def test_a_fragment_for_many_words_gives_the_first_and_the_last() -> None:
    assert cite.fragment(" ".join(f"m{n}" for n in range(30))) == (
        "#:~:text=m0%20m1%20m2%20m3%20m4,m25%20m26%20m27%20m28%20m29"
    )


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x"])
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert cite.link(url, "mots") is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2025-10-21", "21 oct. 2025"),
        ("2025-10", "octobre 2025"),
        ("2025", "2025"),
        ("2025-10-21T14:30", "21 oct. 2025, 14:30"),
        ("2025-W44", "27 oct. – 2 nov. 2025"),
        ("2025-10-16/2025-10-18", "16–18 oct. 2025"),
        (None, ""),
        ("XXXX-WXX-1", "XXXX-WXX-1"),
    ],
)
def test_dates_are_said_at_their_precision(value: str | None, said: str) -> None:
    assert phrases.when(value, "fr").replace("\u2009", " ").replace("\u202f", " ") == said


ENVOYS = (("Jan Kranz", "CHE"), ("Rui Costa", "PRT"))


def on(day: str, kind: MeetingKind, parties: tuple[tuple[str, str], ...] | None = None, place: str = "Genève") -> Talk:
    said = line(day, "planned", "Anna Keller", "CHE", when=day, place=place)
    return talk(said, kind=kind, uid=f"{day}{kind}", **({"parties": parties} if parties else {}))


def test_the_call_before_the_meeting_before_the_same_and_the_same_place() -> None:
    summit = on("2025-03-20", "summit")
    later = Talk(**{**{f: getattr(summit, f) for f in summit.__slots__}, "first_day": "2025-03-04"})
    assert related.relation(later, on("2025-03-03", "call")) == "announced"
    assert related.relation(on("2025-03-19", "call"), summit) == "announces"
    assert related.relation(summit, on("2025-01-20", "meeting")) == "before"
    assert related.relation(summit, on("2025-05-20", "meeting")) == "after"
    third = (("Anna Keller", "CHE"), ("Mei Lin", "SGP"))
    assert related.relation(summit, on("2025-03-20", "meeting", third)) == "place"
    assert related.relation(summit, on("2025-03-20", "meeting", third, "Berne")) is None
    assert related.relation(summit, on("2025-03-20", "meeting", third, "Berne"), articles=2) == "spoken"
    assert related.relation(summit, on("2025-03-20", "meeting", (("Mei Lin", "SGP"), ("Li Wei", "CHN")))) is None


def test_a_meeting_of_other_people_of_the_same_states_prepares() -> None:
    summit = on("2025-03-20", "summit")
    known = tuple(type(p)(p.name, p.country, 5) for p in summit.participants)
    summit = Talk(**{**{f: getattr(summit, f) for f in summit.__slots__}, "participants": known})
    envoys = on("2025-03-10", "meeting", ENVOYS, "Berne")
    assert related.relation(summit, envoys) == "prepared"
    assert related.relation(envoys, summit) == "prepares"


def test_article_words_never_become_markup(client: TestClient) -> None:
    from pourparlers.web.pages import environment

    evil = line("2025-03-01", "planned", "<script>x</script>", words="<b onclick=x>&</b>")
    template = environment("fr").from_string(
        '{% from "parts.html" import words, source %}{{ words(x) }}{{ source(x) }}'
    )
    shown = template.render(x=evil)
    assert "<script" not in shown
    assert "<b" not in shown
