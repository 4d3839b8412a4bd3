"""Plain sentences on two who meet or visit, made by rule: each way to name them with each verb, adjunct, lead and end.

``sentences`` gives each verb with each adjunct, each way to name who meets whom, each lead-in and each end; what is
not asked for turns with the count, so that over all much meets much. All names are made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True)
class Side:
    """A state with its adjective (m, f), name with article, capital, and somebody's name."""

    code: str
    adjective: str
    feminine: str
    state: str
    capital: str
    name: str


@dataclass(frozen=True)
class Sentence:
    """A sentence, the states whose people meet in it, and the fate that it tells."""

    text: str
    codes: frozenset[str]
    status: str


SIDES = (
    Side("TGO", "togolais", "togolaise", "le Togo", "Lomé", "Koffi Amegah"),
    Side("KEN", "kényan", "kényane", "le Kenya", "Nairobi", "Samuel Otieno"),
    Side("PER", "péruvien", "péruvienne", "le Pérou", "Lima", "Diego Salcedo"),
    Side("DNK", "danois", "danoise", "le Danemark", "Copenhague", "Mads Brandt"),
    Side("NOR", "norvégien", "norvégienne", "la Norvège", "Oslo", "Lars Holm"),
    Side("VNM", "vietnamien", "vietnamienne", "le Vietnam", "Hanoï", "Tran Van Minh"),
    Side("TUN", "tunisien", "tunisienne", "la Tunisie", "Tunis", "Karim Bouzid"),
    Side("CHL", "chilien", "chilienne", "le Chili", "Santiago", "Pablo Ruiz"),
)
WAYS = (
    "le ministre {adjective}",
    "le ministre {adjective} {name}",
    "le ministre des Affaires étrangères {of_state}",
    "le ministre {adjective} de la Défense, {name},",
    "{name}, ministre {adjective} de la Défense,",
    "le chef de la diplomatie {feminine}, {name},",
    "l'émissaire {adjective} {name}",
    "le président {adjective}",
    "le président de la République {of_state}, {name},",
    "le gouvernement {adjective}",
    "un haut responsable {adjective}",
    "le Premier ministre {adjective} {name}",
    "l'ambassadeur {adjective}",
    "{state}",
)
VERBS = (
    ("a rencontré {adjunct} {other}", "held"),
    ("a reçu {adjunct} {other}", "held"),
    ("s'est entretenu {adjunct} avec {other}", "held"),
    ("s'est réuni {adjunct} avec {other}", "held"),
    ("a eu {adjunct} un entretien avec {other}", "held"),
    ("a été reçu {adjunct} par {other}", "held"),
    ("doit rencontrer {adjunct} {other}", "planned"),
    ("rencontrera {adjunct} {other}", "planned"),
    ("devrait s'entretenir {adjunct} avec {other}", "planned"),
    ("va recevoir {adjunct} {other}", "planned"),
    ("souhaite rencontrer {adjunct} {other}", "floated"),
    ("sera reçu {adjunct} par {other}", "planned"),
    ("a vu {adjunct} {other}", "held"),
    ("a échangé {adjunct} avec {other} sur la pêche", "held"),
    ("a eu {adjunct} un tête-à-tête avec {other}", "held"),
    ("a accueilli {adjunct} {other}", "held"),
)
FATES = (
    ("la rencontre entre {one} et {other} a eu lieu", "held"),
    ("la rencontre entre {one} et {other} aura lieu jeudi", "planned"),
    ("la rencontre entre {one} et {other} a été reportée", "postponed"),
    ("la rencontre entre {one} et {other} est annulée", "cancelled"),
    ("l'entretien entre {one} et {other} a été annulé", "cancelled"),
    ("l'entretien entre {one} et {other} est prévu vendredi", "planned"),
    ("les pourparlers entre {one} et {other} sont suspendus", "suspended"),
    ("les pourparlers entre {one} et {other} ont repris", "under_way"),
    ("les négociations entre {one} et {other} se poursuivent", "under_way"),
    ("une rencontre entre {one} et {other} est envisagée", "floated"),
    ("une rencontre entre {one} et {other} est exclue", "ruled_out"),
)
JOURNEYS = (
    ("s'est rendu {adjunct} à {capital}", "held"),
    ("se rendra {adjunct} à {capital}", "planned"),
    ("est arrivé {adjunct} à {capital}", "under_way"),
    ("effectuera {adjunct} une visite officielle à {capital}", "planned"),
    ("a annulé {adjunct} sa visite à {capital}", "cancelled"),
    ("a reporté {adjunct} son déplacement à {capital}", "postponed"),
)
ADJUNCTS = (
    "",
    "mardi",
    "mardi à Genève",
    "à Genève",
    "au siège du ministère",
    ", mardi,",
    "longuement",
    "une nouvelle fois",
    "en marge du sommet du G20",
    ", en marge du sommet du G20,",
    "dans la soirée",
    ", dans un hôtel de la ville,",
    ", en présence de plusieurs diplomates,",
    "à huis clos",
    "à son tour",
)
LEADS = (
    "",
    "Dans ce contexte, ",
    "À Genève, ",
    "En marge du sommet du G20, ",
    "Selon la radio publique, ",
    "La présidence a indiqué que ",
    "Avant de quitter le pays, ",
    "GENÈVE, 5 mars (Alpha) - ",
)
ENDS = (
    ".",
    ", a annoncé la présidence.",
    " pour évoquer la pêche.",
    ", afin de relancer la coopération.",
    ", selon un communiqué.",
)


def sentences() -> Iterator[Sentence]:
    """Each verb with each of the others in turn."""
    turn = count()
    for verb in VERBS:
        for adjunct in ADJUNCTS:
            yield _sentence(next(turn), verb, adjunct=adjunct)
        for way in WAYS:
            yield _sentence(next(turn), verb, who=way)
            yield _sentence(next(turn), verb, whom=way)
        for lead in LEADS:
            yield _sentence(next(turn), verb, lead=lead)
        for end in ENDS:
            yield _sentence(next(turn), verb, end=end)
    for frame, status in FATES:
        for way in WAYS:
            yield _fate(next(turn), frame, status, way, WAYS[1])
            yield _fate(next(turn), frame, status, WAYS[0], way)
    for journey in JOURNEYS:
        for adjunct in (a for a in ADJUNCTS if "Genève" not in a):
            yield _sentence(next(turn), journey, adjunct=adjunct)
        for way in (w for w in WAYS if w != "{state}" and "gouvernement" not in w):
            yield _sentence(next(turn), journey, who=way)
        for end in ENDS:
            yield _sentence(next(turn), journey, end=end)


def _pair(turn: int) -> tuple[Side, Side]:
    one, other = SIDES[turn % len(SIDES)], SIDES[(turn * 3 + 1) % len(SIDES)]
    return one, SIDES[(turn * 3 + 2) % len(SIDES)] if one is other else other


def _fate(turn: int, frame: str, status: str, who: str, whom: str) -> Sentence:
    one, other = _pair(turn)
    text = frame.format(one=_named(one, who), other=_named(other, whom))
    return Sentence(_clean(f"{text[0].upper()}{text[1:]}."), frozenset({one.code, other.code}), status)


def _sentence(
    turn: int,
    verb: tuple[str, str],
    *,
    who: str = WAYS[0],
    whom: str = WAYS[1],
    adjunct: str = "",
    lead: str = "",
    end: str = ".",
) -> Sentence:
    one, other = _pair(turn)
    frame, status = verb
    said = frame.format(adjunct=adjunct, other=_named(other, whom), capital=other.capital)
    told = f"{_named(one, who)} {said}"
    text = lead + (told if lead and not lead.endswith("- ") else told[0].upper() + told[1:]) + end
    return Sentence(_clean(text), frozenset({one.code, other.code}), status)


def _named(side: Side, way: str) -> str:
    masculine = side.state.startswith("le ")
    of_state = f"du {side.state[3:]}" if masculine else f"de {side.state}"
    return way.format(**vars(side), of_state=of_state)


def _clean(text: str) -> str:
    for pattern, plain in ((r"\s+,", ","), (r",\s*,", ","), (r",\s*\.", "."), (r"\s+", " "), (r"\bque un\b", "qu'un")):
        text = re.sub(pattern, plain, text)
    return text.strip()
