"""Which row a word that tells a fate has where it stands: by its voice, or as the adjective that it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.meetings.types import TO
from pourparlers.reading.meetings.words import Hit
from pourparlers.reading.tokens import Doc

_BEFORE = 5
_SUCCESS = ("arriver à", "parvenir à", "réussir à")


def is_out_of_place(hit: Hit, doc: Doc) -> bool:
    """ "Est arrivé mardi à Oslo" is no success: that takes an infinitive ("est arrivé à réunir"); nor is
    "est revenu à Oslo" to take talks up again, or "est allé à Oslo" what is to come."""
    if hit.phrase == "aller":
        return syntax.form(doc[hit.first]) == "participle"
    if hit.row["status"] == "resume" and hit.phrase.endswith(" à"):
        return hit.stop < len(doc) and doc[hit.stop].pos_ == "PROPN"
    if hit.row["status"] != "occur" or not hit.phrase.endswith(_SUCCESS):
        return False
    return not any(syntax.form(t) == "infinitive" for t in doc[hit.stop : hit.stop + _BEFORE])


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
def _opened() -> dict[str, str]:
    """That a meeting has opened, as a predicate."""
    row = next(r for r in tables.rows("fr/meeting_status.tsv") if "s'ouvrir" in tables.values(r["cue"]))
    return {**row, "class": "phrase", "status": "under_way"}


def _has_opened(doc: Doc, i: int) -> bool:
    """Does "s'est", with adverbs, stand before a participle?"""
    start = max(0, i - _BEFORE)
    being = next((k for k in range(i - 1, start, -1) if doc[k].lower_ in syntax.forms("être")), None)
    adverbs = being is not None and all(syntax.is_adverb(t) for t in doc[being + 1 : i])
    return being is not None and adverbs and doc[being - 1].lower_ in ("s'", "se")


@cache
def _readiness() -> dict[str, dict[str, str]]:
    """The rows of adjectives that say that somebody would meet, by their forms."""
    rows = [r for r in tables.rows("fr/meeting_status.tsv") if r["class"] == "readiness"]
    return {cue: r for r in rows for cue in tables.values(r["cue"])}


def _ready(hit: Hit, doc: Doc) -> Hit:
    """ "Est ouvert à une rencontre" is no opening: the adjective of somebody who would, not the participle; nor is it
    he who would where something "s'est finalement ouvert", which the tagger may take for the adjective."""
    if hit.row["class"] == "readiness" and hit.stop == hit.first + 1 and _has_opened(doc, hit.first):
        return replace(hit, row=_opened(), rule="fr/meeting_status.tsv:s'ouvrir")
    row = _readiness().get(doc[hit.first].lower_)
    follows = hit.stop < len(doc) and doc[hit.stop].lower_ in TO
    if row is None or hit.row["class"] == "readiness" or not follows or syntax.reflexive(doc[hit.first]):
        return hit
    return replace(hit, row=row, rule=f"fr/meeting_status.tsv:{doc[hit.first].lower_}")
