"""Linked data, as rdflib reads it without the network."""

from __future__ import annotations

import socket

import pytest
import rdflib
from rdflib.namespace import PROV, RDF, SDO, XSD

from export.conftest import Export
from pourparlers.export.wanted import Wanted
from pourparlers.store import Store
from pourparlers.store.views import Filters
from store.made_up import article

PP = rdflib.Namespace("https://w3id.org/pourparlers/")


@pytest.fixture
def graph(written: Export, monkeypatch: pytest.MonkeyPatch) -> rdflib.Graph:
    def no_network(*args: object) -> None:
        raise AssertionError("the network was asked for")

    text = written("jsonld")
    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    return rdflib.Graph().parse(data=text, format="json-ld")


def test_each_talk_is_an_event_with_its_status(told: Store, graph: rdflib.Graph) -> None:
    talks = {rdflib.URIRef(f"urn:pourparlers:talk:{t.id}"): t for t in told.histories()}
    assert set(graph.subjects(RDF.type, SDO.Event)) == set(talks)
    for node, talk in talks.items():
        assert str(graph.value(node, PP.status)) == talk.status
        given = graph.value(node, SDO.eventStatus)
        if talk.status == "floated":
            assert given is None
        elif talk.status in ("cancelled", "ruled_out"):
            assert given == SDO.EventCancelled
        assert len(list(graph.objects(node, SDO.attendee))) == len(talk.participants)


def test_each_claim_has_its_words_article_and_author(told: Store, graph: rdflib.Graph, texts: dict[int, str]) -> None:
    claims = set(graph.subjects(RDF.type, SDO.Claim))
    reports = [x for t in told.histories() for x in t.history]
    assert len(claims) == len(reports) + told.counts()["acts"]
    for claim in claims:
        article = graph.value(claim, PROV.wasQuotedFrom)
        text = texts[int(str(article).rpartition(":")[2])]
        start, end = (int(str(graph.value(claim, p))) for p in (PP.start, PP.end))
        assert text[start:end] == str(graph.value(claim, SDO.text))
        assert graph.value(claim, PROV.wasAttributedTo) is not None
        assert (article, RDF.type, SDO.NewsArticle) in graph


def test_dates_are_typed_and_keep_their_precision(graph: rdflib.Graph) -> None:
    imprecise = set(graph.subjects(PP.datePrecision, rdflib.Literal("month")))
    (month,) = imprecise & set(graph.subjects(RDF.type, SDO.Event))
    assert graph.value(month, SDO.startDate) == rdflib.Literal("2024-06-01", datatype=XSD.date)
    assert graph.value(month, SDO.endDate) == rdflib.Literal("2024-06-30", datatype=XSD.date)
    assert str(graph.value(month, PP.date)) == "2024-06"
    assert all(o.datatype == XSD.dateTime for o in graph.objects(None, SDO.dateModified))  # type: ignore[attr-defined]


def test_only_addresses_of_the_web_are_links(graph: rdflib.Graph) -> None:
    assert {str(u).partition(":")[0] for u in graph.objects(None, SDO.url)} == {"https"}


def test_an_update_names_what_gave_way(told: Store, written: Export) -> None:
    stamp = max(t.changed for t in told.talks(limit=None))
    told.add(*article("neuf bis", "2024-05-06", url="https://example.org/neuf"))
    text = written("jsonld", Wanted(Filters(changed_since=stamp)))
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    gone = set(graph.subjects(PROV.invalidatedAtTime, None))
    assert {str(node).split(":")[2] for node in gone} >= {"article", "talk"}
    assert all((node, RDF.type, PROV.Entity) in graph for node in gone)
