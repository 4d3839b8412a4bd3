"""The outcome of linking depends on the mentions and the judgements, not on how they came."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from linking.chains import mention, talks
from pourparlers.linking.judgements import Constraints, Judgement, constraints
from pourparlers.linking.linker import relink
from pourparlers.linking.mentions import Mention
from pourparlers.linking.pool import Pool

WHO = (
    "Roche/FRA Lind/SWE",
    "FRANCE/FRA SUEDE/SWE",
    "Roche/FRA",
    "Lind/SWE Sato/JPN",
    "Roche/FRA Lind/SWE Sato/JPN",
    "G77",
)
SAID = ("planned", "held", "cancelled", "floated")


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    made = []
    for n in range(draw(st.integers(2, 16))):
        day = draw(st.integers(0, 60))
        made.append(
            mention(
                f"{draw(st.integers(0, 15)):x}{n}",
                day,
                draw(st.sampled_from(WHO)),
                draw(st.sampled_from(("meeting", "call", "summit"))),
                place=draw(st.sampled_from(("", "", "Lyon/FRA", "Oslo/NOR"))),
                date=draw(st.one_of(st.none(), st.integers(day - 3, day + 20))),
                said=draw(st.sampled_from(SAID)),
                article=draw(st.sampled_from("xyz")),
            )
        )
    return made


@st.composite
def judged(draw: st.DrawFn) -> tuple[list[Mention], Constraints]:
    made = draw(mentions())
    some = st.lists(st.sampled_from([m.uid for m in made]), min_size=1, max_size=3, unique=True)
    given = [
        Judgement(n, draw(st.sampled_from(("join", "split"))), "x", "", tuple(draw(some)), tuple(draw(some)))
        for n in range(draw(st.integers(0, 3)))
    ]
    return made, constraints(given)


@settings(max_examples=300, deadline=None)
@given(judged(), st.integers(0, 2**32), mentions())
def test_any_way_of_coming_gives_the_same(
    given: tuple[list[Mention], Constraints], seed: int, passing: list[Mention]
) -> None:
    made, rules = given
    whole = Pool()
    relink(whole, made, [], rules)
    r = random.Random(seed)
    order = r.sample(made, len(made))
    others = [m for m in passing if m.uid not in {x.uid for x in made}]
    pool = Pool()
    relink(pool, others, [], Constraints())
    while order:
        n = r.randint(1, 3)
        some, order = order[:n], order[n:]
        relink(pool, some, [], Constraints())
        if r.random() < 0.3:  # read again
            relink(pool, some, some, Constraints())
    relink(pool, [], others, Constraints())
    relink(pool, [m for m in made if rules.concerned(m.uid)], [], rules)
    assert talks(pool, made) == talks(whole, made)


@settings(max_examples=100, deadline=None)
@given(judged())
def test_undoing_judgements_brings_back_what_was(given: tuple[list[Mention], Constraints]) -> None:
    made, rules = given
    pool = Pool()
    relink(pool, made, [], Constraints())
    before = talks(pool, made)
    concerned = [m for m in made if rules.concerned(m.uid)]
    relink(pool, concerned, [], rules)
    relink(pool, concerned, [], Constraints())
    assert talks(pool, made) == before


def test_one_more_looks_only_at_what_it_concerns() -> None:
    far = [mention(f"o{n}", n, f"Okoro/NGA P{n % 5}/JPN") for n in range(100)]
    near = [mention(f"n{n}", n * 5, "Roche/FRA Lind/SWE", date=n * 5 + 2) for n in range(20)]
    pool = Pool()
    relink(pool, far + near, [], Constraints())
    assert len(relink(pool, [mention("x", 101, "Roche/FRA Lind/SWE")], [], Constraints())) == 1
    assert len(relink(pool, [mention("y", 50, "Roche/FRA Sato/JPN")], [], Constraints())) <= 2
