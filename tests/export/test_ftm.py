"""FollowTheMoney entities, validated by its own model."""

from __future__ import annotations

import json

from followthemoney import model

from export.conftest import Export
from pourparlers.store import Store


def test_every_entity_is_valid_to_the_model(written: Export) -> None:
    for line in written("ftm").splitlines():
        given = json.loads(line)
        model[given["schema"]].validate(given)
        proxy = model.get_proxy(given, cleaned=False)
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value, fuzzy=False), (prop, value)
        assert sum(map(len, given["properties"].values())) == len(list(proxy.itervalues()))


def test_no_reference_is_dangling_and_no_entity_twice(written: Export, told: Store) -> None:
    entities = [json.loads(line) for line in written("ftm").splitlines()]
    ids = {e["id"] for e in entities}
    assert len(ids) == len(entities)
    events = [e for e in entities if e["schema"] == "Event"]
    assert len(events) == told.counts()["talks"]
    for e in entities:
        for name in ("involved", "proof", "document", "entity"):
            assert set(e["properties"].get(name, [])) <= ids
    assert {"Person", "Article", "Documentation"} <= {e["schema"] for e in entities}


def test_a_date_keeps_its_precision(written: Export) -> None:
    events = [json.loads(x)["properties"] for x in written("ftm").splitlines() if '"Event"' in x]
    assert ["2024-06"] in [e.get("startDate") for e in events]
