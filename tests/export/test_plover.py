"""Events and claims: nothing is lost, and what each is in PLOVER."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, get_args

import duckdb
import pandas
import polars
import pyarrow.parquet as pq
import pytest

from pourparlers.export import contexts, plover
from pourparlers.export.formats import export
from pourparlers.export.wanted import Wanted, snapshot
from pourparlers.knowledge.tables import rows
from pourparlers.store import Store
from pourparlers.store.views import Filters
from pourparlers.vocabulary import ActType, MeetingKind, Status

Row = dict[str, Any]

ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "09": "ACCUSE",
    "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "16": "SANCTION", "17": "COERCE",
}  # fmt: skip


@pytest.fixture
def events(told: Store) -> dict[str, tuple[Row, list[Row]]]:
    with snapshot(told) as connection:
        return {e["event_id"]: (e, claims) for e, claims in plover.events(connection, Wanted())}


@pytest.fixture
def folder(told: Store, tmp_path: Path) -> Path:
    export(told, "plover", Wanted(), tmp_path / "out")
    return tmp_path / "out"


def test_the_table_knows_every_word_of_the_vocabulary() -> None:
    codes = plover.codes()
    assert all(("act", t) in codes for t in get_args(ActType))
    assert all(("kind", k) in codes for k in get_args(MeetingKind))
    assert all(("consult", s) in codes for s in get_args(Status))
    told = {s for s in get_args(Status) if ("speech", s) in codes}
    assert told == set(get_args(Status)) - {"held", "under_way"}


def test_cameo_codes_fit_their_plover_type() -> None:
    for row in rows("plover.tsv"):
        if row["cameo"] in ("", "116") or row["event_type"] in ("CONCEDE", "RETREAT"):
            assert row["cameo"][:2] in ("", "08", "11")
        else:
            assert ROOTS[row["cameo"][:2]] == row["event_type"], row


def test_meetings_are_consult_agree_to_meet_and_reject_to_meet(events: dict[str, tuple[Row, list[Row]]]) -> None:
    meetings = [e for e, _ in events.values() if e.get("talk")]
    assert {e["event_type"] for e in meetings} == {"CONSULT", "AGREE", "REJECT"}
    assert {(e["event_type"], e["event_mode"], e["cameo"]) for e in meetings if e["event_type"] != "CONSULT"} == {
        ("AGREE", "meet", "036"),
        ("REJECT", "meet", "125"),
    }
    assert {(e["kind"], e["event_mode"], e["cameo"]) for e in meetings if e["event_type"] == "CONSULT"} == {
        ("meeting", None, "040"),
        ("meeting", "third-party", "044"),
        ("summit", None, "040"),
        ("call", "phone", "041"),
        ("visit", "visit", "042"),
    }


def test_the_auxiliary_says_whether_the_meeting_takes_place(events: dict[str, tuple[Row, list[Row]]]) -> None:
    consults = [e for e, _ in events.values() if e["event_type"] == "CONSULT"]
    assert {(e["status"], tuple(e["auxiliary"])) for e in consults} >= {
        ("held", ()),
        ("floated", ("hypothetical",)),
        ("planned", ("future",)),
        ("ruled_out", ("negation",)),
    }


def test_who_refuses_is_the_side_that_says_so(events: dict[str, tuple[Row, list[Row]]]) -> None:
    refusals = [e for e, _ in events.values() if e["event_type"] == "REJECT" and e.get("kind") == "meeting"]
    (lyon,) = refusals
    assert (lyon["actor_names"], lyon["actor_countries"]) == (["Anne Roche"], ["FRA"])
    assert (lyon["recipient_names"], lyon["recipient_countries"]) == (["Karl Lind"], ["SWE"])


def test_the_visitor_acts_and_the_host_receives(events: dict[str, tuple[Row, list[Row]]]) -> None:
    (visit,) = [e for e, _ in events.values() if e["event_mode"] == "visit"]
    assert (visit["actor_names"], visit["recipient_names"]) == (["Ken Sato"], ["Anne Roche"])


def test_every_report_and_act_is_a_claim_with_its_words(
    told: Store, events: dict[str, tuple[Row, list[Row]]], texts: dict[int, str]
) -> None:
    claims = [c for _, found in events.values() for c in found]
    assert len({c["claim_id"] for c in claims}) == len(claims)
    for c in claims:
        assert texts[c["article"]][c["start"] : c["end"]] == c["words"]
        assert c["event_id"] in events
    reports = {x.report for t in told.histories() for x in t.history}
    assert {c["report"] for c in claims if c.get("report")} == reports
    assert {c["report"] for c in claims if c["event_type"] == "CONSULT"} == reports
    assert {c["act"] for c in claims if c.get("act")} == {p.act for q in told.positions() for p in q.lines}


def test_the_numbers_on_an_event_are_those_of_its_claims(events: dict[str, tuple[Row, list[Row]]]) -> None:
    for event, claims in events.values():
        assert event["claims"] == len(claims) > 0
        assert event["sources"] == len({c["source"] for c in claims if c["source"]})
        assert str(event["first_said"]) == min((str(c["said_on"]) for c in claims if c["said_on"]), default="None")


def test_parallel_lists_are_as_long_as_the_names(events: dict[str, tuple[Row, list[Row]]]) -> None:
    for event, _ in events.values():
        for role in ("actor", "recipient"):
            lengths = {len(event[f"{role}_{x}"]) for x in ("names", "countries", "sectors", "wikidata")}
            assert len(lengths) == 1


def test_pyarrow_duckdb_pandas_and_polars_read_the_same(folder: Path) -> None:
    for name in ("events", "claims", "withdrawn"):
        arrow = pq.read_table(folder / f"{name}.parquet")
        described = duckdb.execute(f"describe select * from '{folder / name}.parquet'").fetchall()
        assert [d[0] for d in described] == arrow.column_names
        sizes = {
            arrow.num_rows,
            len(duckdb.execute(f"select * from '{folder / name}.parquet'").fetchall()),
            len(pandas.read_csv(folder / f"{name}.csv")),
            len(pandas.read_parquet(folder / f"{name}.parquet")),
            polars.read_parquet(folder / f"{name}.parquet").height,
            polars.read_csv(folder / f"{name}.csv", infer_schema=False).height,
            len(duckdb.execute(f"select * from read_csv('{folder / name}.csv', all_varchar=true)").fetchall()),
        }
        assert sizes == {arrow.num_rows}


def test_claims_join_events(folder: Path) -> None:
    lost = f"select * from '{folder}/claims.parquet' anti join '{folder}/events.parquet' using (event_id)"
    assert not duckdb.execute(lost).fetchall()
    typed = f"describe select event_date, auxiliary, updated_at from '{folder}/events.parquet'"
    assert [d[1] for d in duckdb.execute(typed).fetchall()] == ["DATE", "VARCHAR[]", "TIMESTAMP WITH TIME ZONE"]


def test_csv_cells_that_begin_like_a_formula_are_text(folder: Path) -> None:
    for line in pandas.read_csv(folder / "claims.csv", dtype=str, keep_default_na=False).to_dict("records"):
        assert not str(line["words"]).startswith(("=", "+", "-", "@"))
        assert not str(line["outlet"]).startswith(("=", "+", "-", "@"))
    assert any(w.startswith("=cmd") for w in pq.read_table(folder / "claims.parquet")["words"].to_pylist())


def test_filters_choose_acts_as_they_choose_talks(told: Store) -> None:
    def types(**filters: Any) -> Counter[str]:
        with snapshot(told) as connection:
            return Counter(e["event_type"] for e, _ in plover.events(connection, Wanted(Filters(**filters))))

    assert types(who="Sato")["THREATEN"] == 1
    assert types(who="Roche", with_="Lind")["REQUEST"] == 1
    assert types(who="Lind", with_="Sato")["REQUEST"] == 0
    assert types(country="Suède")["REJECT"] >= 1
    assert types(outlet="dépêche")["THREATEN"] == 0
    assert types(since="2024-05-01")["REQUEST"] == 0
    assert set(types(status="held")) <= {"CONSULT", "AGREE", "REJECT"}


@pytest.mark.parametrize("row", rows("fr/contexts.tsv"), ids=lambda r: str(r["context"]))
def test_contexts_are_told_by_their_words(row: dict[str, str]) -> None:
    assert row["context"] in contexts.contexts([row["example"]])


def test_no_context_without_its_words() -> None:
    assert contexts.contexts(["La ministre a reçu son homologue.", "Le gazon est arrosé."]) == []


def test_a_mode_that_the_table_does_not_know_is_kept() -> None:
    assert plover.act_code("REQUEST", "wave") == plover.Code("REQUEST", "wave", "", "020")
    assert plover.act_code("AID", "military").cameo == "072"


def test_events_of_one_talk_share_it(events: dict[str, tuple[Row, list[Row]]]) -> None:
    by_talk = defaultdict(set)
    for event, _ in events.values():
        if event.get("talk"):
            by_talk[event["talk"]].add(event["event_type"])
    assert all("CONSULT" in types for types in by_talk.values())
