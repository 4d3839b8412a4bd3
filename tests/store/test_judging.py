"""What people decide wins over the machine, can be undone, and survives a new reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pourparlers.linking.talks import Talk
from pourparlers.store import Store, StoreError
from pourparlers.store.views import Filters
from store.crash import outcome
from store.made_up import LIND, ROCHE, Met, Said, article, story


@pytest.fixture
def told(store: Store) -> Store:
    for a, record in story():
        store.add(a, record, link=False)
    return store


def lyon(store: Store) -> str:
    return store.talks(Filters(who="Roche", kind="meeting"))[0].id


def test_join_and_undo(told: Store) -> None:
    before = outcome(told)
    call = told.talks(Filters(kind="call"))[0].id
    number = told.join([call[:8], lyon(told)], "Ana", "le même échange")
    assert len(told.talk(call).history) == 6
    assert told.talk(call).id == told.talk(lyon(told)).id
    undone = told.undo(number, "Ana")
    assert outcome(told) == before
    told.undo(undone, "Ana")
    assert told.count() == 2
    assert [(j.kind, j.by, j.undoes) for j in told.judgements()] == [
        ("join", "Ana", None),
        ("undo", "Ana", number),
        ("undo", "Ana", undone),
    ]


def test_split_and_undo(told: Store) -> None:
    before = outcome(told)
    last = told.talk(lyon(told)).history[-1]
    number = told.split(lyon(told), [last.report], "Ana")
    assert [x.report for x in told.talk(last.meeting).history] == [last.report]
    told.undo(number, "Ana")
    assert outcome(told) == before


def test_what_is_split_off_stays_alone(told: Store) -> None:
    """Another talk of the two, in Oslo, would take it in."""
    oslo = Met(
        (ROCHE, LIND), [Said("planned", "un autre rendez-vous à Oslo")], place=("Oslo", "NOR"), date="2024-03-30"
    )
    told.add(*article("sept", "2024-03-01", oslo))
    talk = told.talk(lyon(told))
    number = told.split(talk.id, [talk.history[0].meeting], "Ana")
    parts = [t for t in told.histories() if t.kind == "meeting" and t.history[0].document in ("un", "deux")]
    assert sorted(len(t.history) for t in parts) == [1, 4]
    assert len({t.id for t in parts}) == 2
    other = next(t for t in told.histories() if t.place == "Oslo")
    assert [x.document for x in other.history] == ["sept"]
    told.undo(number, "Ana")
    assert told.talk(talk.id) == talk


def test_a_report_that_is_rejected_beside_its_like_stays_in_sight(store: Store) -> None:
    said = [Said("planned", words, "Anne Roche", country="FRA") for words in ("ils se verront", "la date tient")]
    store.add(*article("a", "2024-03-01", Met((ROCHE, LIND), said)))
    (first,) = store.talk(store.talks()[0].id).history
    store.reject([first.report], "Ana")
    lines = store.talk(first.meeting).history
    assert [(x.evidence.text, x.rejected) for x in lines] == [("ils se verront", True), ("la date tient", False)]


def test_reject_and_undo(told: Store) -> None:
    before = outcome(told)
    line = told.talk(lyon(told)).history[-1]
    number = told.reject([f"{line.meeting[:9]}.0"], "Ana")
    talk = told.talk(lyon(told))
    assert talk.history[-1].rejected
    assert talk.status == told.talks(Filters(who="Roche", kind="meeting"))[0].status == "postponed"
    told.undo(number, "Ana")
    assert outcome(told) == before


def test_correct_a_status_and_undo(told: Store) -> None:
    number = told.correct(lyon(told), "held", "Ana")
    talk = told.talk(lyon(told))
    assert (talk.status, talk.machine_status, talk.corrected_by) == ("held", "floated", "Ana")
    assert [t.id for t in told.talks(Filters(status="held", who="Roche", kind="meeting"))] == [talk.id]
    told.undo(number, "Ben")
    assert told.talk(lyon(told)).corrected_by is None


def test_judgements_survive_a_new_reading(told: Store) -> None:
    talk = told.talk(lyon(told))
    call = told.talks(Filters(kind="call"))[0].id
    told.join([call, talk.id], "Ana")
    told.reject([talk.history[2].report], "Ana")
    told.correct(talk.id, "suspended", "Ana")
    before = outcome(told)
    for name, published, status, words in (
        ("trois", "2024-03-09", "cancelled", "la rencontre avec Karl Lind est annulée"),
        ("six", "2024-04-02", "floated", "ils pourraient se voir plus tard"),
    ):
        again = article(name, published, Met((ROCHE, LIND), [Said(status, words)]), reader="made up 2.0")
        assert told.add(*again) == "again"
    for (a, record), reader in zip(story(), ["made up 2.0"] * 6, strict=True):
        newer = record.model_copy(update={"document": record.document.model_copy(update={"reader": reader})})
        told.add(a, newer, again=True)
    assert outcome(told) == before
    talk = told.talk(talk.id)
    assert (talk.status, talk.history[3].rejected) == ("suspended", True)


def test_a_reading_that_cuts_otherwise_keeps_the_judgement(told: Store) -> None:
    line = told.talk(lyon(told)).history[2]
    told.reject([line.report], "Ana")
    said = [Said("cancelled", "la rencontre avec Karl Lind est annulée", "un porte-parole", "anonymous", "FRA")]
    told.add(*article("trois", "2024-03-09", Met((LIND, ROCHE), said, kind="talks"), reader="made up 2.0"))
    (read_again,) = [x for x in told.talk(lyon(told)).history if x.document == "trois"]
    assert read_again.rejected


WRONG: dict[str, tuple[Callable[[Store, Talk], int], str]] = {
    "join one talk": (lambda s, t: s.join([t.id, t.history[1].meeting], "Ana"), "judgement"),
    "split off all": (lambda s, t: s.split(t.id, [x.report for x in t.history], "Ana"), "judgement"),
    "split off what is not there": (lambda s, t: s.split(t.id, ["ffff.0"], "Ana"), "unknown"),
    "reject no id": (lambda s, t: s.reject(["nothing"], "Ana"), "unknown"),
    "reject what is not there": (lambda s, t: s.reject(["ffffffff.9"], "Ana"), "unknown"),
    "undo what was not done": (lambda s, t: s.undo(99, "Ana"), "unknown"),
    "unsigned": (lambda s, t: s.correct(t.id, "planned", "  "), "judgement"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_judged(told: Store, case: str) -> None:
    wrong, reason = WRONG[case]
    with pytest.raises(StoreError) as error:
        wrong(told, told.talk(lyon(told)))
    assert error.value.reason == reason
    assert told.judgements() == []
