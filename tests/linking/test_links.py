"""Which mentions are one talk: the cases that a reader would settle without a doubt."""

from __future__ import annotations

import pytest

from linking.chains import linked, mention
from pourparlers.linking.mentions import Mention

BOTH = "Roche/FRA Lind/SWE"

CASES: dict[str, tuple[list[Mention], str]] = {
    "without place or date it joins the one that it must be": (
        [
            mention("a", 0, BOTH, place="Lyon/FRA", date=12),
            mention("b", 3, BOTH),
            mention("c", 8, BOTH, said="cancelled"),
        ],
        "a b c",
    ),
    "a later meeting of the same two is another": (
        [mention("a", 0, BOTH, date=5), mention("b", 6, BOTH, date=5, said="held"), mention("c", 20, BOTH, date=40)],
        "a b, c",
    ),
    "what is planned after one was held is another, even undated": (
        [mention("a", 6, BOTH, date=5, said="held"), mention("b", 9, BOTH)],
        "a, b",
    ),
    "a visit that took place is not the summit that is still to come": (
        [
            mention("a", 0, BOTH, "summit", place="Lyon/FRA"),
            mention("b", 0, "Roche/FRA SUEDE/SWE", "meeting", said="held"),
            mention("c", 4, BOTH, "summit", place="Lyon/FRA", said="cancelled"),
        ],
        "a c, b",
    ),
    "what was to come on that day took place, whatever it is called": (
        [
            mention("a", 0, BOTH, "talks", place="Lyon/FRA", date=1),
            mention("b", 1, "FRANCE/FRA SUEDE/SWE", "meeting", said="held"),
        ],
        "a b",
    ),
    "one long past is not the one to come": (
        [mention("a", 0, BOTH, place="Lyon/FRA"), mention("b", 1, BOTH, place="Oslo/NOR", date=-60, said="held")],
        "a, b",
    ),
    "one long past is told of again": (
        [mention("a", 1, BOTH, date=0, said="held"), mention("b", 300, BOTH, date=0, said="held")],
        "a b",
    ),
    "a call is not the visit that it announces": (
        [
            mention("a", 0, BOTH, "call", date=0, said="held", article="x"),
            mention("b", 0, BOTH, "visit", date=4, place="Lyon/FRA", article="x"),
            mention("c", 1, BOTH, "call", said="held"),
            mention("d", 2, BOTH, "visit"),
        ],
        "a c, b d",
    ),
    "the ministers' meeting is not the summit that it prepares": (
        [
            mention("a", 0, BOTH, "summit", place="Lyon/FRA"),
            mention("b", 0, "Petit/FRA Berg/SWE", words="rencontre préparatoire"),
            mention("c", 2, "Petit/FRA SUEDE/SWE", words="réunion préparatoire"),
        ],
        "a, b c",
    ),
    "elsewhere is another meeting": (
        [mention("a", 0, BOTH, place="Lyon/FRA", date=9), mention("b", 1, BOTH, place="Abuja/NGA", date=30)],
        "a, b",
    ),
    "a change of date is the same meeting": (
        [
            mention("a", 0, BOTH, place="Lyon/FRA", date=9),
            mention("b", 4, BOTH, place="Lyon/FRA", date=16, said="postponed"),
            mention("c", 6, BOTH, date=16),
        ],
        "a b c",
    ),
    "the city and its country are one place": (
        [
            mention("a", 0, BOTH, place="Suède/SWE", date=9),
            mention("b", 12, BOTH, place="Malmö/SWE", date=9, said="held"),
        ],
        "a b",
    ),
    "a state stands for its minister": (
        [mention("a", 0, BOTH, date=9), mention("b", 1, "FRANCE/FRA SUEDE/SWE", "talks", date=9)],
        "a b",
    ),
    "another minister of the same state does not": (
        [mention("a", 0, BOTH), mention("b", 1, "Petit/FRA Lind/SWE")],
        "a, b",
    ),
    "a mediator may be named or not": (
        [
            mention("a", 0, "FRANCE/FRA SUEDE/SWE NIGERIA/NGA", "talks", place="Abuja/NGA"),
            mention("b", 2, "FRANCE/FRA SUEDE/SWE", "talks", place="Abuja/NGA"),
        ],
        "a b",
    ),
    "the gathering named after its place is the meeting there": (
        [
            mention("a", 0, BOTH, "summit", place="Lyon/FRA"),
            mention("b", 2, "sommet_de_Lyon", "summit", place="Lyon/FRA", said="postponed"),
            mention("c", 3, "sommet_de_Lyon Lind/SWE", "summit", place="Lyon/FRA", said="cancelled"),
        ],
        "a b c",
    ),
    "a gathering without a state is known by its name": (
        [
            mention("a", 0, "G77", "summit", place="Abuja/NGA"),
            mention("b", 3, "G77", "summit"),
            mention("c", 3, "G12", "summit"),
        ],
        "a b, c",
    ),
    "one side alone joins the talk that it must be": (
        [mention("a", 0, BOTH, place="Lyon/FRA", date=9), mention("b", 1, "Roche/FRA", place="Lyon/FRA", date=9)],
        "a b",
    ),
    "two meetings of one article are two": (
        [
            mention("a", 0, BOTH, date=9, article="x"),
            mention("b", 0, BOTH, date=25, article="x"),
            mention("c", 1, BOTH, date=25),
        ],
        "a, b c",
    ),
    "after months of silence it is another": (
        [mention("a", 0, BOTH), mention("b", 110, BOTH)],
        "a, b",
    ),
    "others altogether": (
        [mention("a", 0, BOTH), mention("b", 0, "Okoro/NGA Sato/JPN"), mention("c", 0, "Roche/FRA Sato/JPN")],
        "a, b, c",
    ),
    "nobody named": ([mention("a", 0, ""), mention("b", 0, "")], "a, b"),
}


@pytest.mark.parametrize("case", CASES)
def test_links(case: str) -> None:
    mentions, expected = CASES[case]
    assert linked(mentions)[0] == expected


def test_every_link_has_its_reasons() -> None:
    mentions, _ = CASES["a change of date is the same meeting"]
    links = linked(mentions)[1]
    assert [r.what for r in links["a"].reasons] == ["first"]
    assert links["a"].score is None
    total = links["b"].score
    assert total == pytest.approx(sum(r.weight for r in links["b"].reasons))
    assert {"person", "kind", "place", "date", "days since"} == {r.what for r in links["b"].reasons}
