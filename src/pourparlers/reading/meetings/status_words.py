"""Which row a word that tells a fate has where it stands: by its voice, or as the adjective that it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.meetings.types import TO
from pourparlers.reading.meetings.words import Hit
from pourparlers.reading.tokens import Doc


def in_context(hit: Hit, doc: Doc) -> Hit:
    """A word with the row that it has where it stands."""
    return _ready(_by_voice(hit, doc), doc)


@cache
def _passives() -> dict[str, dict[str, str]]:
    """The rows of verbs that mean something else in the passive ("la réunion avance", "est avancée")."""
    rows = [r for r in tables.rows("fr/meeting_status.tsv") if r["class"] == "passive"]
    return {cue: r for r in rows for cue in tables.values(r["cue"])}


def _by_voice(hit: Hit, doc: Doc) -> Hit:
    row = _passives().get(hit.phrase)
    return replace(hit, row=row) if row is not None and syntax.is_passive(doc[hit.first]) else hit


@cache
def starts() -> frozenset[str]:
    """The words that say that a meeting begins."""
    rows = (r for r in tables.rows("fr/meeting_status.tsv") if r["status"] == "start")
    return frozenset(cue for r in rows for cue in tables.values(r["cue"]))


@cache
def occurs() -> frozenset[str]:
    """The words that say that a meeting takes place or ends."""
    rows = (r for r in tables.rows("fr/meeting_status.tsv") if r["status"] in ("occur", "end"))
    return frozenset(cue for r in rows for cue in tables.values(r["cue"]))


@cache
def _readiness() -> dict[str, dict[str, str]]:
    """The rows of adjectives that say that somebody would meet, by their forms."""
    rows = [r for r in tables.rows("fr/meeting_status.tsv") if r["class"] == "readiness"]
    return {cue: r for r in rows for cue in tables.values(r["cue"])}


def _ready(hit: Hit, doc: Doc) -> Hit:
    """ "Est ouvert à une rencontre" is no opening: the adjective of somebody who would, not the participle."""
    row = _readiness().get(doc[hit.first].lower_)
    follows = hit.stop < len(doc) and doc[hit.stop].lower_ in TO
    if row is None or hit.row["class"] == "readiness" or not follows or syntax.reflexive(doc[hit.first]):
        return hit
    return replace(hit, row=row, rule=f"fr/meeting_status.tsv:{doc[hit.first].lower_}")
