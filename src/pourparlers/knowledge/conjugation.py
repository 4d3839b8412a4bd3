"""Conjugation: the forms of a French verb from its infinitive, so that a table of verbs needs only infinitives.

Regular verbs follow rules; the others follow a model of ``fr/verbs.tsv``. No form is ever guessed from a form: a
word is looked up among the forms of the verbs that the tables name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from pourparlers.knowledge import tables

Tense = Literal["present", "past", "future", "conditional", "subjunctive", "participle", "gerund", "infinitive"]

_IMPERFECT = ("ais", "ait", "ions", "iez", "aient")
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont")


@cache
def forms(infinitive: str) -> dict[str, Tense]:
    """Form → tense; where a form has several, the likeliest in news text ("dit": present, "agisse": subjunctive)."""
    out: dict[str, Tense] = {}
    for form, tense in _all(infinitive):
        if form:
            out.setdefault(form, tense)
    return out


def is_infinitive(word: str) -> bool:
    """Can this word be conjugated: a regular infinitive by its ending, or one of the table's verbs?"""
    regular = word.endswith("er") or (word.endswith("ir") and not word.endswith("oir"))
    return len(word) > 3 and (regular or word in _models())


def _all(infinitive: str) -> Iterator[tuple[str, Tense]]:
    yield infinitive, "infinitive"
    model = _models().get(infinitive)
    if model:
        yield from _irregular(*model)
    elif infinitive.endswith("er"):
        yield from _first_group(infinitive[:-2])
    elif infinitive.endswith("ir"):
        yield from _second_group(infinitive[:-1])


@cache
def _models() -> dict[str, tuple[str, str, dict[str, str]]]:
    """Verb → the part that it puts in place of its model's, that part, and the model's row."""
    out = {}
    for row in tables.rows("fr/verbs.tsv"):
        for verb in (row["model"], *tables.values(row["like"])):
            out[verb] = (*_difference(row["model"], verb), row)
    return out


def _difference(model: str, verb: str) -> tuple[str, str]:
    """The beginnings by which two infinitives differ: "tenir", "soutenir" → "", "sou"."""
    k = 0
    while k < min(len(model), len(verb)) and model[-1 - k] == verb[-1 - k]:
        k += 1
    return model[: len(model) - k], verb[: len(verb) - k]


def _irregular(old: str, new: str, row: dict[str, str]) -> Iterator[tuple[str, Tense]]:
    def put(form: str) -> str:
        return new + form[len(old) :] if form.startswith(old) else form

    present = row["present"].split("|")
    future = row["future"]
    for form in present:
        yield put(form), "present"
    yield from _agreeing(put(row["participle"]))
    for form in row["past"].split("|"):
        yield put(form), "past"
    if len(present) == 6 and present[3]:
        stem = put(present[3].removesuffix("ons"))
        yield from _imperfect(stem)
        yield stem + "ant", "gerund"
    else:
        yield from _imperfect(put(row["participle"].removesuffix("u")))
    yield from _future(put(future))
    for form in row["subjunctive"].split("|"):
        yield put(form), "subjunctive"


def _first_group(stem: str) -> Iterator[tuple[str, Tense]]:
    """Verbs in -er, with the spellings of "ger", "cer", "yer" and of the vowel before a mute ending."""
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    for mute in _mute_stems(stem):
        for ending in ("e", "es", "ent"):
            yield mute + ending, "present"
    yield soft + "ons", "present"
    yield stem + "ez", "present"
    yield from _agreeing(stem + "é")
    for ending in ("ais", "ait", "aient"):
        yield soft + ending, "past"
    for ending in ("ions", "iez"):
        yield stem + ending, "past"
    for form in (soft + "a", soft + "ai", stem + "èrent"):
        yield form, "past"
    yield soft + "ant", "gerund"
    for mute in _mute_stems(stem):
        yield from _future(mute + "er")
    yield from _future(stem + "er")


def _mute_stems(stem: str) -> list[str]:
    """The stem before a mute ending: "appel" → "appell", "lev" → "lèv", "accéd" → "accèd", "appuy" → "appui"."""
    if stem.endswith(("oy", "uy")):
        return [stem[:-1] + "i"]
    if stem.endswith("ay"):
        return [stem[:-1] + "i", stem]
    for vowel in ("e", "é"):
        for width in (1, 2):
            after = stem[-width:].replace("gu", "g").replace("qu", "q")
            if stem[-width - 1 : -width] == vowel and not set(after) & set("aeiouyéè"):
                bare = stem[: -width - 1] + "è" + stem[-width:]
                doubled = stem + stem[-1]
                return [doubled, bare] if vowel == "e" and stem.endswith(("el", "et")) else _grave(stem, bare, width)
    return [stem]


def _grave(stem: str, bare: str, width: int) -> list[str]:
    """Two consonants after a plain e keep it ("presser"), except those that one sound joins ("célébrer", "sevrer")."""
    if width == 2 and stem[-3] == "e" and stem[-1] not in "rl":
        return [stem]
    if width == 2 and stem[-2:] in ("rr", "ll", "ss", "tt", "nn"):
        return [stem]
    return [bare]


def _second_group(stem: str) -> Iterator[tuple[str, Tense]]:
    for ending in ("s", "t", "ssons", "ssez", "ssent"):
        yield stem + ending, "present"
    yield from _agreeing(stem)
    yield stem + "rent", "past"
    yield from _imperfect(stem + "ss")
    yield stem + "ssant", "gerund"
    yield from _future(stem + "r")
    yield stem + "sse", "subjunctive"


def _agreeing(participle: str) -> Iterator[tuple[str, Tense]]:
    base = participle.replace("dû", "du") if participle == "dû" else participle
    yield participle, "participle"
    plural = base if base.endswith("s") else base + "s"
    for form in (plural, base + "e", base + "es"):
        yield form, "participle"


def _imperfect(stem: str) -> Iterator[tuple[str, Tense]]:
    for ending in _IMPERFECT:
        yield stem + ending, "past"


def _future(stem: str) -> Iterator[tuple[str, Tense]]:
    for ending in _FUTURE:
        yield stem + ending, "future"
    for ending in _IMPERFECT:
        yield stem + ending, "conditional"
