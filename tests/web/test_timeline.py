"""The layout of a drawn talk: whatever the reports, what must hold of a drawing holds."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pourparlers.linking.talks import HistoryLine
from pourparlers.vocabulary import STATUS
from pourparlers.web.timeline import MARK, Timeline, draw
from web.made_talks import line, talk

SOURCES = [("Anna Keller", "CHE", "named"), ("Lisbonne", "PRT", "institution"), ("un diplomate", "ZZZ", "anonymous")]
days = st.integers(0, 400).map(lambda n: (dt.date(2025, 1, 1) + dt.timedelta(n)).isoformat())
reports = st.builds(
    lambda on, status, source: line(on, status, source and source[0], source[1] if source else "ZZZ"),
    days,
    st.sampled_from(list(STATUS)),
    st.sampled_from([*SOURCES, None]),
)
histories = st.lists(reports, min_size=1, max_size=40).map(lambda xs: sorted(xs, key=lambda x: x.on))


def drawn(history: list[HistoryLine]) -> Timeline:
    found = draw(talk(*history))
    assert found is not None
    return found


@given(histories)
def test_every_report_has_its_mark_inside_the_drawing_and_none_covers_another(history: list[HistoryLine]) -> None:
    d = drawn(history)
    assert [m.index for m in d.marks] == list(range(len(history)))
    assert all(d.left <= m.x <= d.width and d.top < m.y < d.band_y for m in d.marks)
    for lane in d.lanes:
        xs = [m.x for m in d.marks if m.y == lane.y]
        assert all(b - a >= MARK - 0.2 for a, b in pairwise(xs))


@given(histories)
def test_time_runs_from_left_to_right(history: list[HistoryLine]) -> None:
    d = drawn(history)
    for a, b in pairwise(d.marks):
        assert a.line.on >= b.line.on or a.x < b.x
    assert [t.day for t in d.ticks] == sorted({x.on for x in history})
    labelled = [t.x for t in d.ticks if t.labelled]
    assert all(b - a >= 52 for a, b in pairwise(labelled))


@given(histories)
def test_the_band_covers_all_days_without_a_gap_and_folds_stand_between_days(history: list[HistoryLine]) -> None:
    d = drawn(history)
    assert all(abs(a.x + a.width - b.x) < 0.01 for a, b in pairwise(d.bands))
    assert d.bands[0].x <= d.marks[0].x
    assert d.bands[-1].x + d.bands[-1].width >= max(m.x for m in d.marks)
    assert all(b.width > 0 for b in d.bands)
    for fold in d.folds:
        assert fold.days > 6
        assert any(a.x < fold.x < b.x for a, b in pairwise(d.ticks))


def test_a_lane_for_each_side_in_order_then_one_for_all_others() -> None:
    d = drawn(
        [
            line("2025-03-01", "planned", "Anna Keller", "CHE"),
            line("2025-03-01", "planned", "Paulo Reis", "PRT"),
            line("2025-03-02", "planned", "La Gazette", "CHE", "media"),
            line("2025-03-02", "planned", "un émissaire", "ITA"),
            line("2025-03-02", "planned"),
        ]
    )
    assert [lane.country for lane in d.lanes] == ["CHE", "PRT", ""]
    assert [m.y for m in d.marks] == [d.lanes[i].y for i in (0, 1, 2, 2, 2)]


def test_a_contradiction_joins_its_two_marks() -> None:
    history = [line("2025-03-01", "cancelled", "Anna Keller", "CHE"), line("2025-03-02", "planned", "Lisbonne", "PRT")]
    d = drawn(history)
    assert [(a.first, a.second) for a in d.arcs] == [(0, 1)]
    a, b = d.marks
    assert d.arcs[0].path.startswith(f"M {a.x:g} {a.y:g} Q")
    assert d.arcs[0].path.endswith(f"{b.x:g} {b.y:g}")


def test_a_word_stands_at_a_mark_where_the_lane_turns() -> None:
    history = [
        line("2025-03-01", "planned", "Anna Keller", "CHE"),
        line("2025-03-03", "planned", "Anna Keller", "CHE"),
        line("2025-03-05", "postponed", "Anna Keller", "CHE"),
    ]
    assert [m.labelled for m in drawn(history).marks] == [True, False, True]


def test_a_talk_without_a_day_is_not_drawn() -> None:
    assert draw(talk(line("", "planned"))) is None
