"""What several judgements come to."""

from __future__ import annotations

from linking.chains import linked, mention
from pourparlers.linking.judgements import Judgement, constraints, standing

BOTH = "Roche/FRA Lind/SWE"


def judgement(number: int, kind: str, these: str = "", those: str = "", undoes: int | None = None) -> Judgement:
    return Judgement(number, kind, "Ana", "", tuple(these.split()), tuple(those.split()), undoes=undoes)  # type: ignore[arg-type]


def test_undone_judgements_do_not_stand() -> None:
    given = [judgement(1, "join", "a b"), judgement(2, "undo", undoes=1), judgement(3, "join", "c d")]
    assert [j.number for j in standing(given)] == [3]
    given.append(judgement(4, "undo", undoes=2))
    assert [j.number for j in standing(given)] == [1, 3]


def test_joins_add_up() -> None:
    rules = constraints([judgement(1, "join", "a b"), judgement(2, "join", "b c")])
    assert rules.together["a"] == {"a", "b", "c"}
    assert rules.concerned("a") == {"b", "c"}


def test_the_later_judgement_holds() -> None:
    split = [judgement(1, "join", "a b c"), judgement(2, "split", "c", "a b")]
    rules = constraints(split)
    assert rules.together["a"] == {"a", "b"}
    assert "c" not in rules.together
    assert rules.apart["c"] == {"a", "b"}
    rules = constraints([*split, judgement(3, "join", "a c")])
    assert rules.together["c"] == {"a", "b", "c"}
    assert not rules.apart


def test_what_is_apart_of_one_is_apart_of_all_that_it_joins() -> None:
    rules = constraints([judgement(1, "split", "c", "a"), judgement(2, "join", "a b")])
    assert rules.apart["b"] == {"c"}
    assert rules.apart["c"] == {"a", "b"}


def test_they_win_over_the_machine() -> None:
    given = [mention("a", 0, BOTH, date=5), mention("b", 1, BOTH), mention("c", 9, "Okoro/NGA Sato/JPN")]
    assert linked(given)[0] == "a b, c"
    assert linked(given, constraints([judgement(1, "join", "a c")]))[0] == "a b c"
    assert linked(given, constraints([judgement(1, "split", "b", "a")]))[0] == "a, b, c"


def test_what_is_split_off_goes_to_no_third_talk() -> None:
    """Another talk of the same parties stands near; neither what a person takes out nor the rest goes there."""
    given = [
        mention("v", 0, BOTH, date=3),
        mention("a", 1, BOTH, place="Lyon/FRA", date=12),
        mention("b", 2, BOTH, place="Lyon/FRA"),
        mention("c", 3, BOTH, place="Lyon/FRA"),
    ]
    assert linked(given)[0] == "a b c, v"
    assert linked(given, constraints([judgement(1, "split", "b", "a c")]))[0] == "a c, b, v"
    rest, links = linked(given, constraints([judgement(1, "split", "a", "b c")]))
    assert rest == "a, b c, v"
    assert links["b"].reasons[0].what == "split off by a person"
    given_back = constraints([judgement(1, "split", "b", "a c"), judgement(2, "join", "b v")])
    assert linked(given, given_back)[0] == "a c, b v"


def test_what_comes_later_joins_what_was_split_off() -> None:
    rules = constraints([judgement(1, "split", "b", "a")])
    given = [
        mention("a", 0, BOTH, place="Lyon/FRA", date=9),
        mention("b", 0, BOTH, place="Oslo/NOR", date=9),
        mention("c", 1, BOTH, place="Oslo/NOR", date=9),
    ]
    assert linked(given, rules)[0] == "a, b c"


def test_what_comes_later_joins_the_talk_that_a_person_made() -> None:
    rules = constraints([judgement(1, "join", "a b")])
    given = [
        mention("a", 0, BOTH, "meeting", date=5),
        mention("b", 0, BOTH, "call", date=6),
        mention("c", 2, BOTH, "call", date=6),
    ]
    assert linked(given)[0] == "a, b c"
    assert linked(given, rules)[0] == "a b c"
