"""The words of the record: kinds, statuses, types, with what they mean in French and English."""

from __future__ import annotations

from typing import Literal, NamedTuple

SourceKind = Literal["named", "institution", "anonymous", "media", "document", "other"]
Form = Literal["direct", "indirect", "mixed"]
MeetingKind = Literal["summit", "meeting", "call", "visit", "talks", "conference"]
Status = Literal["floated", "planned", "under_way", "held", "postponed", "suspended", "cancelled", "ruled_out"]
ActType = Literal[
    "REQUEST",
    "REJECT",
    "AGREE",
    "CONCEDE",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "ACCUSE",
    "THREATEN",
    "SANCTION",
    "COERCE",
    "RETREAT",
]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "future"]
EntityKind = Literal["person", "office", "state", "organization", "group", "place", "unnamed"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Term(NamedTuple):
    """A word of the vocabulary in both languages of the interface, and what it means."""

    fr: str
    en: str
    meaning: str


STATUS: dict[Status, Term] = {
    "floated": Term("évoquée", "floated", "wished, proposed, possible"),
    "planned": Term("prévue", "planned", "announced or agreed"),
    "under_way": Term("en cours", "under way", "going on"),
    "held": Term("tenue", "held", "took place"),
    "postponed": Term("reportée", "postponed", "put off to another date, known or not"),
    "suspended": Term("suspendue", "suspended", "a process broken off or stalled"),
    "cancelled": Term("annulée", "called off", "was planned, will not be"),
    "ruled_out": Term("écartée", "ruled out", "denied or refused, for now at least"),
}

MEETING: dict[MeetingKind, Term] = {
    "summit": Term("sommet", "summit", "heads of state or government meet"),
    "meeting": Term("rencontre", "meeting", "parties meet in person"),
    "call": Term("appel", "call", "by telephone or video"),
    "visit": Term("visite", "visit", "one party goes to the other"),
    "talks": Term("pourparlers", "talks", "negotiations, or a round of them"),
    "conference": Term("conférence", "conference", "many parties, a forum"),
}

SOURCE: dict[SourceKind, Term] = {
    "named": Term("nommée", "named", "a person by name, or by an office that makes them one known person"),
    "institution": Term("institution", "institution", "a ministry, a state, a group"),
    "anonymous": Term("anonyme", "unnamed", "an unnamed official, diplomat or source"),
    "media": Term("presse", "press", "an agency, a paper, a broadcaster"),
    "document": Term("document", "document", "a communiqué, a text"),
    "other": Term("autre", "other", "experts, observers, witnesses"),
}

FORM: dict[Form, Term] = {
    "direct": Term("direct", "direct", "all in quotation marks"),
    "indirect": Term("indirect", "indirect", "none in quotation marks"),
    "mixed": Term("mixte", "mixed", "scraps in quotation marks"),
}

ACT: dict[ActType, Term] = {
    "REQUEST": Term("demande", "request", "asks, demands, urges, presses"),
    "REJECT": Term("refus", "rejection", "refuses, turns down, votes against, vetoes"),
    "AGREE": Term("accord", "agreement", "agrees, promises, offers, says it is ready"),
    "CONCEDE": Term("concession", "concession", "gives way"),
    "SUPPORT": Term("soutien", "support", "backs, praises, recognises, signs with"),
    "COOPERATE": Term("coopération", "cooperation", "works with"),
    "AID": Term("aide", "aid", "gives help, arms or money"),
    "ACCUSE": Term("accusation", "accusation", "blames, criticises, protests"),
    "THREATEN": Term("menace", "threat", "warns of harm"),
    "SANCTION": Term("sanction", "sanction", "sanctions, expels, recalls, breaks off"),
    "COERCE": Term("contrainte", "coercion", "seizes, blocks, attacks by cyber means"),
    "RETREAT": Term("retrait", "retreat", "withdraws, releases, ceases fire"),
}

POLARITY: dict[Polarity, Term] = {
    "positive": Term("affirmé", "positive", "the text says that it did or will happen"),
    "negative": Term("nié", "negative", "the text says that it did not or will not happen"),
}

CERTAINTY: dict[Certainty, Term] = {
    "certain": Term("certain", "certain", "given as done"),
    "probable": Term("probable", "probable", "given as likely"),
    "possible": Term("possible", "possible", "given as possible"),
    "future": Term("à venir", "to come", "announced or intended, not done yet"),
}
