"""From statements in tokens to attributions: the words of each, its kind of source, its form, its day."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading.attributions import kinds
from pourparlers.reading.attributions.page import Page, nouns, words
from pourparlers.reading.attributions.statement import Statement
from pourparlers.record import Attribution, Source, Span, Time
from pourparlers.vocabulary import Form, SourceKind

_NEAR = 8  # tokens between a cue and the day of its statement
_MANY = ("les ", "des ", "ces ", "ses ", "leurs ", "nos ", "plusieurs ", "certains ", "certaines ", "deux ", "trois ")


def attributions(page: Page, said: list[Statement], when: Sequence[Time]) -> list[Attribution]:
    """The records of an article's statements, which stand in the order of the text."""
    ids = [f"a{n}" for n in range(1, len(said) + 1)]
    out: list[Attribution] = []
    sources: list[Source] = []
    for n, statement in zip(ids, said, strict=True):
        source = _source(page, statement, sources)
        cue = statement.cue
        out.append(
            Attribution(
                id=n,
                source=source,
                cue=page.parsed.span(cue.first, cue.stop) if cue else None,
                content=tuple(_spans(page, statement)),
                form=_form(page, statement),
                date=_date(page, statement, when),
                within=_within(page, statement, said, ids),
                rule=statement.rule,
            )
        )
        sources += [source] if source else []
    return out


def _spans(page: Page, statement: Statement) -> list[Span]:
    return [page.parsed.span(*r) for r in statement.contents]


def _source(page: Page, statement: Statement, before: Sequence[Source]) -> Source | None:
    """The source of a statement, of what kind it is and whom it stands for; ``before``: the sources before it."""
    if statement.source is None:
        return None
    first, stop = statement.source
    span = page.parsed.span(first, stop)
    if page.low[stop - 1] in ("on", "-on", "-t-on") and stop - first <= 2:
        entity, kind = _on(page, first, stop)
        return Source(entity=entity, kind=kind, start=span.start, end=span.end, text=span.text)
    inside = statement.cue is not None and statement.cue.kind == "phrase" and statement.cue.clitic == first
    own = inside or (stop - first == 1 and page.low[first] in words("own"))
    entity, told = _within_phrase(page, first, before) if own else _judged(page, first, stop, before)
    if told == "institution" and entity is not None and _by_manner(page, statement, entity):
        told = "named"
    return Source(entity=entity, kind=told, start=span.start, end=span.end, text=span.text)


def _within_phrase(page: Page, first: int, before: Sequence[Source]) -> tuple[str | None, SourceKind]:
    """Whom the possessive or the pronoun of "à ses yeux" and "à l'en croire" means: as known, else who spoke last."""
    found = page.who.resolve(first)
    last = before[-1] if before else None
    if found and (last is None or last.entity != found[0]):
        known = page.who.source_kind(found[0])
        return found[0], "named" if known == "other" else known
    return (last.entity, last.kind) if last else (None, "named")


def _judged(page: Page, first: int, stop: int, before: Sequence[Source]) -> tuple[str | None, SourceKind]:
    """Whom a source stands for and its kind, by its words, by what is known of it, else by the sources before it."""
    if page.low[first + 1 : stop] == ["même", "source"]:  # "…, indique un communiqué. …, ajoute la même source"
        last = next((s for s in reversed(before) if s.kind in ("anonymous", "document")), None)
        if last is not None and last.kind == "document":
            return last.entity, last.kind
    judged = kinds.kind(page, (first, stop))
    kind: SourceKind | None = judged.kind if judged else None
    entity = _entity(page, first, stop)
    known = page.who.source_kind(entity) if entity is not None else "other"
    group = next((s.kind for s in reversed(before) if s.text.lower().startswith(_MANY)), None)
    if judged is not None and judged.firm:
        kind = judged.kind
    elif judged is not None and known == "anonymous" and _is_the(page, first, stop):
        kind = "other" if judged.kind == "other" else "named"
    elif judged is not None and judged.kind == "other" and known == "anonymous":
        kind = "other"
    elif known != "other" or (kind is None and entity is not None):
        kind = known
    elif kind is None and page.low[first] in words("they"):
        kind = group or "other"
    elif kind is None and before:
        entity, kind = before[-1].entity, before[-1].kind
    if kind == "anonymous" and group == "other" and _one_of_them(page, first, stop):
        kind = "other"
    return entity, kind or "named"


def _one_of_them(page: Page, first: int, stop: int) -> bool:
    """Is it "un autre", "l'un d'eux", "l'une d'elles": one of those who stand before?"""
    return page.low[stop - 1] in ("eux", "elles", "autre", "autres", "un", "une") and stop - first <= 4


def _by_manner(page: Page, statement: Statement, entity: str) -> bool:
    """Does the way of saying it tell that a bare name is a person's: "soupire Vadim"?"""
    if statement.source is None or statement.cue is None or statement.cue.verb is None:
        return False
    first, stop = statement.source
    bare = stop - first == 1 and page.parsed.doc[first].text.istitle() and page.who.country(entity) == "ZZZ"
    return bare and statement.cue.verb.lemma in words("manner")


def _on(page: Page, first: int, stop: int) -> tuple[str | None, SourceKind]:
    """For whom "on" speaks, and whether that is a body or somebody in it."""
    entity = _of_on(page, stop - 1)
    near = page.low[slice(*page.parsed.sentence(first))]
    nameless = entity is None and not any(nouns().get(w) == "institution" for w in near)
    return entity, "anonymous" if nameless or words("faceless").intersection(near) else "institution"


def _is_the(page: Page, first: int, stop: int) -> bool:
    """Does "le négociateur", "les deux ministres" mean known people: no "un négociateur" stands before it?"""
    paired = page.low[first] == "les" and page.low[first + 1] in ("deux", "trois")
    heads = {page.low[i] for i in range(first, stop) if page.pos[i] in ("NOUN", "PROPN")}
    if (
        not heads
        or not (paired or page.low[first] in words("definite"))
        or heads & (words("faceless") | words("nameless"))
    ):
        return False
    first_told = (i for i in range(first) if page.low[i] in heads)
    return not any(words("indefinite") & set(page.low[max(0, i - 2) : i]) for i in first_told)


def _of_on(page: Page, token: int) -> str | None:
    """For whom "on" speaks: the place or body that stands near it ("à Oslo, on …", "dit-on au ministère")."""
    sentence = page.parsed.sentence(token)
    found = [
        m
        for m in page.who.within(*sentence)
        if len(m.entities) == 1 and m.first and page.low[m.first - 1] in words("seat") and page.inside[m.first] < 0
    ]
    nearest = min(found, key=lambda m: abs(m.first - token), default=None)
    known = page.who.resolve(token)
    return known[0] if known else nearest.entities[0] if nearest else None


def _entity(page: Page, first: int, stop: int) -> str | None:
    """Whom the words of a source stand for: the first one of several; nobody for "on" and unknown pronouns."""
    pointing = stop - first < 4 and "".join(page.low[first:stop]).endswith(("-ci", "-là"))
    if pointing or (stop - first == 1 and page.low[first] in words("pronoun")):
        found = page.who.resolve(first)
        return found[0] if found else None
    return page.who.ensure(first, stop)


def _form(page: Page, statement: Statement) -> Form:
    """In quotation marks, with some in it, or with none; marks around the cue itself do not count."""
    home = page.inside[statement.cue.head] if statement.cue and not statement.incise else -1
    marked = plain = 0
    for first, stop in statement.contents:
        for i in range(first, stop):
            if page.low[i] in ("«", "»") or page.pos[i] == "PUNCT":
                continue
            if page.inside[i] >= 0 and page.inside[i] != home:
                marked += 1
            else:
                plain += 1
    return "indirect" if not marked else "direct" if not plain else "mixed"


def _date(page: Page, statement: Statement, when: Sequence[Time]) -> str | None:
    """The day that stands with the cue, outside what is reported."""
    if statement.cue is None:
        return None
    first, end = page.parsed.sentence(statement.cue.head)
    for time in when:
        i = page.parsed.tokens(time.start, time.end)[0]
        is_day = time.value is not None and len(time.value) == 10 and time.value[4] == "-"
        near = first <= i < end and abs(i - statement.cue.head) <= _NEAR
        if is_day and near and not any(a <= i < b for a, b in statement.contents):
            return time.value
    return None


def _size(statement: Statement) -> int:
    return sum(b - a for a, b in statement.contents)


def _within(page: Page, statement: Statement, said: list[Statement], ids: list[str]) -> str | None:
    """The smallest other statement whose content holds this one's cue."""
    place = statement.cue.head if statement.cue else statement.contents[0][0]
    best: tuple[int, str] | None = None
    for other, n in zip(said, ids, strict=True):
        if other is statement or _size(other) <= _size(statement):
            continue
        for a, b in other.contents:
            if (
                a <= place < b
                and not (statement.incise and (a, b) in statement.contents)
                and (best is None or b - a < best[0])
            ):
                best = (b - a, n)
    return best[1] if best else None
