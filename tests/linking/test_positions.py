"""What each side asks, offers and refuses."""

from __future__ import annotations

from pourparlers.linking.positions import ActLine, Doer, positions
from pourparlers.record import Span

ROCHE, LIND, GAZETTE = Doer("Anne Roche", "FRA"), Doer("Karl Lind", "SWE"), Doer("Gazette", "ZZZ")


def act(
    n: int,
    day: int,
    type_: str,
    actor: Doer,
    to: Doer | None,
    what: str,
    source: Doer | None = None,
    polarity: str = "positive",
) -> ActLine:
    return ActLine(
        act=f"c{n}",
        article=n,
        document=f"d{n}",
        on=f"2024-03-{day:02d}",
        type=type_,  # type: ignore[arg-type]
        actors=(actor,),
        recipients=(to,) if to else (),
        object=what,
        polarity=polarity,  # type: ignore[arg-type]
        certainty="certain",
        hearsay=False,
        source=source.name if source else None,
        source_kind="named" if source else None,
        country=source.country if source else "ZZZ",
        outlet="",
        url=None,
        evidence=Span(start=n, end=n + 1, text="x"),
    )


def test_acts_about_the_same_thing_are_one_position() -> None:
    (timber, fish) = positions(
        [
            act(1, 1, "REQUEST", ROCHE, LIND, "la levée des droits de douane sur le bois", ROCHE),
            act(2, 3, "REQUEST", Doer("Paris", "FRA"), LIND, "que les droits de douane soient levés"),
            act(3, 2, "REQUEST", ROCHE, LIND, "l’ouverture des zones de pêche", ROCHE),
        ]
    )
    assert (timber.since, timber.last, timber.stance) == ("2024-03-01", "2024-03-03", "asks")
    assert timber.actor_names == ("Anne Roche", "Paris")
    assert timber.sources == ("Anne Roche",)
    assert [x.act for x in fish.lines] == ["c3"]


def test_a_position_that_moved() -> None:
    (moved,) = positions(
        [
            act(1, 1, "REJECT", LIND, ROCHE, "la levée des droits de douane", LIND),
            act(2, 9, "CONCEDE", LIND, ROCHE, "la levée de ces droits de douane", LIND),
        ]
    )
    assert moved.moved
    assert (moved.type, moved.stance) == ("CONCEDE", "for")


def test_one_says_that_it_was_done_and_the_other_denies_it() -> None:
    said = act(1, 1, "REQUEST", ROCHE, LIND, "la levée des droits de douane", LIND)
    denied = act(2, 2, "REQUEST", ROCHE, LIND, "la levée des droits de douane", ROCHE, "negative")
    (found,) = positions([said, denied])
    assert found.contradictions == ((0, 1),)
    (late,) = positions([said, act(2, 20, "REQUEST", ROCHE, LIND, "la levée des droits de douane", ROCHE, "negative")])
    assert late.contradictions == ()


def test_sides_without_a_state_go_by_their_name() -> None:
    (found,) = positions([act(1, 1, "ACCUSE", GAZETTE, None, "lenteur")])
    assert (found.actor, found.recipient) == ("gazette", None)
    assert positions([]) == []
