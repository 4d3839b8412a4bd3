"""Annotations point at the words that they speak of, in every format that carries them."""

from __future__ import annotations

import json
from typing import Any

import conllu
import jsonschema
import pytest

from export.conftest import Export
from pourparlers.export import said
from pourparlers.export.layers import LAYERS
from pourparlers.export.wanted import Wanted
from pourparlers.store import Store
from pourparlers.store.views import Filters

ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target", "body", "motivation"],
    "properties": {
        "id": {"type": "string", "format": "uri"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["classifying", "identifying", "describing", "tagging"]},
        "generated": {"type": "string", "format": "date-time"},
        "body": {"type": "array", "minItems": 1, "items": {"required": ["type", "purpose"]}},
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "format": "uri"},
                "selector": {
                    "type": "array",
                    "prefixItems": [
                        {
                            "required": ["type", "exact", "prefix", "suffix"],
                            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"minLength": 1}},
                        },
                        {
                            "required": ["type", "start", "end"],
                            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"minimum": 0}},
                        },
                    ],
                    "minItems": 2,
                    "maxItems": 2,
                },
            },
        },
    },
}
"""What the Web Annotation Data Model asks of an annotation, as far as ours go."""


@pytest.fixture
def page(written: Export) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written("webannotation"))
    return found


def test_the_page_is_what_the_model_asks_for(page: dict[str, Any]) -> None:
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["startIndex"]) == ("AnnotationPage", 0)
    for item in page["items"]:
        jsonschema.validate(item, ANNOTATION)
    ids = [item["id"] for item in page["items"]]
    assert len(ids) == len(set(ids)) > 20


def test_both_selectors_find_the_same_words(told: Store, page: dict[str, Any], texts: dict[int, str]) -> None:
    by_source = {said.web(told.article(n)[0].url) or f"urn:pourparlers:article:{n}": t for n, t in texts.items()}
    for item in page["items"]:
        text = by_source[item["target"]["source"]]
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.count(whole) == 1
        assert text.index(whole) + len(quote["prefix"]) == position["start"]


def test_positions_count_code_points(page: dict[str, Any], texts: dict[int, str]) -> None:
    on_seven = [i for i in page["items"] if i["target"]["source"] == "https://example.org/sept?a=1&b=%3C2%3E"]
    assert on_seven
    text = texts[7]
    assert len(text.encode("utf-16-le")) // 2 > len(text)


def test_conllu_plus_is_read_by_its_own_tool(written: Export, texts: dict[int, str]) -> None:
    sentences = conllu.parse(written("conll"))
    assert sentences
    document = 0
    seen = set()
    for sentence in sentences:
        document = int(sentence.metadata.get("newdoc id", document))
        for n, token in enumerate(sentence, 1):
            assert token["id"] == n
            start, end = int(token["start"]), int(token["end"])
            assert texts[document][start:end] == token["form"]
            seen |= {layer for layer in LAYERS if token[f"pourparlers:{layer.lower()}"] != "O"}
    assert seen >= {"SOURCE", "SAID", "MEETING", "REPORT", "ACT"}
    assert document == len(texts)


def test_conll_labels_are_iob2_and_cover_the_words(written: Export) -> None:
    for sentence in conllu.parse(written("conll")):
        for layer in LAYERS:
            before = "O"
            for token in sentence:
                tag = token[f"pourparlers:{layer.lower()}"]
                if tag.startswith("I-"):
                    assert before[2:] == tag[2:]
                before = tag


def test_jsonl_labels_stand_at_their_words(written: Export, told: Store) -> None:
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    assert len(lines) == told.counts()["articles"]
    for line in lines:
        article, record = told.article(line["id"])
        assert line["text"] == article.text
        assert len(line["label"]) == len(line["items"])
        found = {(line["text"][s:e], name) for s, e, name in line["label"]}
        for m in record.meetings:
            assert all((r.evidence.text, f"REPORT:{r.status}") in found for r in m.reports)
        for c in record.acts:
            assert (c.evidence.text, f"ACT:{c.type}") in found


def test_filters_choose_the_articles_that_speak_of_the_talks(written: Export) -> None:
    lines = [json.loads(x) for x in written("jsonl", Wanted(Filters(who="Okoro", with_="Sato"))).splitlines()]
    assert [x["meta"]["document"] for x in lines] == ["cinq"]
