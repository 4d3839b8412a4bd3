"""Which words introduce a statement: verb groups of ``fr/cues.tsv`` and phrases of ``fr/cue_phrases.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms
from pourparlers.reading.attribution_page import Page, words

Kind = Literal["finite", "gerund", "infinitive", "passive", "phrase"]
Mood = Literal["finite", "participle", "gerund", "infinitive"]
_REACH = 10


@dataclass(frozen=True, slots=True)
class Verb:
    """A row of the table: the words after the verb ("savoir" in "faire savoir") and where contents stand."""

    cue: str
    lemma: str
    reflexive: bool
    tail: tuple[str, ...]
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words: tokens ``first`` up to ``stop``; ``head`` is the verb that says, ``clitic`` an inverted subject.

    ``finite`` is the token that carries person and tense, ``negated`` whether ne or n' stands before it.
    """

    first: int
    stop: int
    head: int
    kind: Kind
    verb: Verb | None
    finite: int
    rule: str
    clitic: int | None = None
    negated: bool = False
    reflexive: bool = False

    def has(self, *frames: str) -> bool:
        """Does its row allow one of these frames?"""
        return self.verb is not None and not self.verb.frames.isdisjoint(frames)

    def prepositions(self, frame: str) -> tuple[str, ...]:
        """The prepositions of frames such as ``prep:de``."""
        head = frame + ":"
        return tuple(f[len(head) :] for f in self.verb.frames if f.startswith(head)) if self.verb else ()


@cache
def lexicon() -> dict[str, tuple[tuple[Verb, Mood], ...]]:
    """From a verb form to the rows that it may belong to, those with more words first."""
    out: dict[str, list[tuple[Verb, Mood]]] = {}
    for row in tables.rows("fr/cues.tsv"):
        verb = _verb(row)
        for form, tense in forms(verb.lemma).items():
            if form in words("homograph"):
                continue
            for mood in _moods(form, tense):
                out.setdefault(form, []).append((verb, mood))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0].tail))) for k, v in out.items()}


def _moods(form: str, tense: str) -> tuple[Mood, ...]:
    """The moods of a form; one such as "dit" or "promis" is of the present and a participle."""
    if tense in ("infinitive", "gerund"):
        return (tense,)  # type: ignore[return-value]
    if tense == "participle":
        return ("participle",)
    return ("participle", "finite") if tense == "present" and form.endswith(("it", "is", "int", "u")) else ("finite",)


def _verb(row: dict[str, str]) -> Verb:
    cue = row["cue"]
    reflexive = cue.startswith(("se ", "s'"))
    first, *tail = cue.removeprefix("se ").removeprefix("s'").replace("'", "' ").split()
    return Verb(cue, first, reflexive, tuple(tail), frozenset(tables.values(row["frames"])))


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """By first word: the further words of each phrase, its place, itself; long ones first."""
    out: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in tables.rows("fr/cue_phrases.tsv"):
        first, *rest = row["phrase"].replace("'", "' ").split()
        out.setdefault(first, []).append((tuple(rest), row["place"], row["phrase"]))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in out.items()}


def find(page: Page) -> list[Cue]:
    """All the words of an article that may introduce a statement, in the order of the text."""
    verbs, phrases = lexicon(), _phrases()
    out: list[Cue] = []
    for i, word in enumerate(page.low):
        if word in verbs and not (out and out[-1].kind == "phrase" and i < out[-1].stop):
            cue = _verbal(page, i, verbs[word])
            if cue:
                out.append(_as_phrase(page, cue) or cue)
        elif i and (page.pos[i] in ("VERB", "AUX") or (page.low[i - 1] == "," and page.low[i - 2] == "»")):
            out.extend(_unlisted(page, i))
        if word in phrases:
            out.extend(_phrasal(page, i, phrases[word]))
    return out


def _as_phrase(page: Page, cue: Cue) -> Cue | None:
    """ "comme l'a dit X", "comme il l'a dit", "c'est ce que dit X": what is said stands beside, as with "selon X"."""
    if cue.kind != "finite" or cue.negated or not cue.has("incise"):
        return None
    first = page.parsed.sentence(cue.head)[0]
    if page.low[cue.first] in ("l'", "le"):
        near = range(cue.first - 1, max(first, cue.first - _REACH) - 1, -1)
        comme = next((k for k in near if page.low[k] == "comme"), None)
        promised = cue.has("de", "request")  # "comme ils l'avaient promis" says what was done, not what was said
        if comme is not None and (
            comme == cue.first - 1 or (not promised and _subject_only(page, comme + 1, cue.first))
        ):
            return replace(cue, first=comme, kind="phrase")
    if page.low[cue.first - 1] in ("que", "qu'") and page.low[cue.first - 2] == "ce":
        start = next((k for k in (cue.first - 3, cue.first - 4) if k >= first and _phrase_at(page, k)), None)
        if start is not None:
            return replace(cue, first=start, kind="phrase")
    opening = range(first + 1, min(cue.first, first + _REACH))
    que = next((k for k in opening if page.low[k] in ("que", "qu'") and page.low[k - 1] in words("pointing")), None)
    if que is None or page.low[first] not in ("c'", "ce"):
        return None
    alone = que == cue.first - 1 or _subject_only(page, que + 1, cue.first)
    return replace(cue, first=first, kind="phrase") if alone else None


def _phrase_at(page: Page, k: int) -> bool:
    """Do "selon" or "d'après" begin at this token?"""
    return any(
        tuple(page.low[k + 1 : k + 1 + len(rest)]) == rest and page.low[k + 1 + len(rest)] == "ce"
        for rest, place, _ in _phrases().get(page.low[k], ())
        if place == "any"
    )


def _subject_only(page: Page, first: int, stop: int) -> bool:
    """Does nothing but a subject stand between a conjunction and a verb?"""
    if page.low[first] in words("subject_pronoun"):
        return first + 1 == stop
    return page.speaks(first, stop) and not page.has_finite(first, stop) and page.phrase_stop(first, stop) > first


def _phrasal(page: Page, i: int, entries: tuple[tuple[tuple[str, ...], str, str], ...]) -> Iterator[Cue]:
    for rest, place, phrase in entries:
        stop = i + 1 + len(rest)
        if tuple("de" if w == "d'" else w for w in page.low[i + 1 : stop]) != rest or stop >= len(page.low):
            continue
        if page.low[stop] == "ce" and page.low[stop + 1 : stop + 2] in (["que"], ["qu'"]):
            continue
        if page.inside[i] >= 0 or (place == "edge" and not _at_edge(page, i, stop)):
            continue
        yield Cue(i, stop, i, "phrase", None, i, f"fr/cue_phrases.tsv:{phrase}")
        return


def _at_edge(page: Page, i: int, stop: int) -> bool:
    """A source of its own between a clause's edge and a comma: "Pour Berlin, …", "…, pour qui …"."""
    if page.low[stop] in words("relative_source"):
        return i > 0 and page.low[i - 1] in (",", "»")
    if not page.opens_clause(i):
        return False
    end = page.parsed.sentence(i)[1]
    after = page.phrase_stop(stop, end)
    if after == stop or after >= end or page.low[after] != ",":
        return False
    mention = page.who.at(stop) or page.who.at(after - 1)
    named = (
        page.pos[stop] == "PROPN"
        or (page.pos[stop] == "DET" and page.pos[stop + 1] == "PROPN")
        or page.pos[after - 1] == "PROPN"
    )
    person = mention is not None or named or bool(words("speaker") & set(page.low[stop:after]))
    return person and not any(page.timed[k] for k in range(stop, after))


def _verbal(page: Page, i: int, entries: tuple[tuple[Verb, Mood], ...]) -> Cue | None:
    """The verb group around a form of the table, if it is one."""
    moods = list(dict.fromkeys(m for _, m in entries))
    for mood in moods:
        group = _group(page, i, mood)
        if group is None or (mood == "participle" and "finite" in moods and group[0] == "passive"):
            continue
        kind, first, finite, clitic = group
        reflexive = any(page.low[k] in ("se", "s'") for k in range(max(i - 1 if mood == "infinitive" else first, 0), i))
        for verb, m in entries:
            if m != mood or (verb.reflexive and not reflexive):
                continue
            stop = _tail_stop(page, i, verb.tail, clitic)
            if stop is None:
                continue
            if reflexive and not verb.reflexive and not verb.frames & {"accuse", "reproche"}:
                continue
            if clitic is None and i + 1 < len(page.low) and page.low[i + 1] in words("subject") | {"-t", "t"}:
                clitic = _clitic(page, i + 1)
                stop = max(stop, (clitic or i) + 1)
            negated = any(page.low[k] in words("negation") for k in range(first, i))
            return Cue(first, stop, i, kind, verb, finite, f"fr/cues.tsv:{verb.cue}", clitic, negated, reflexive)
    return None


def _clitic(page: Page, i: int) -> int | None:
    """The inverted pronoun at or after "-t"."""
    for k in range(i, min(i + 3, len(page.low))):
        if page.low[k] in words("subject"):
            return k
    return None


def _tail_stop(page: Page, i: int, tail: tuple[str, ...], clitic: int | None) -> int | None:
    """Past the further words of a cue, which adverbs or an inverted pronoun may part from the verb."""
    k = i + 1
    for word in tail:
        while k < len(page.low) and page.low[k] != word and k - i < 6 and _between(page, k):
            k += 1
        if k >= len(page.low) or page.low[k] != word:
            return None
        k += 1
    return k


def _between(page: Page, k: int) -> bool:
    return page.pos[k] == "ADV" or page.low[k] in words("between") or page.timed[k]


def _group(page: Page, i: int, mood: Mood) -> tuple[Kind, int, int, int | None] | None:
    """The kind, first token, finite token and inverted pronoun of a verb group whose lexical verb is ``i``."""
    if mood == "finite":
        return _finite_group(page, i)
    if mood == "participle":
        return _participle_group(page, i)
    if mood == "gerund":
        return _gerund_group(page, i)
    return _infinitive_group(page, i)


def _finite_group(page: Page, i: int) -> tuple[Kind, int, int, int | None] | None:
    after = page.low[i + 1] if i + 1 < len(page.low) else ""
    inverted = after in words("subject") or after in ("-t",)
    if page.pos[i] not in ("VERB", "AUX") and not inverted:
        before = page.low[i - 1] if i else ""
        nounlike = page.pos[i] in ("NOUN", "ADJ", "ADP", "PROPN")
        pronominal = before in words("clitic") and i > 1 and page.low[i - 2] in words("before_clitic")
        if nounlike and before not in words("preverbal") and not pronominal and not _predicate(page, i):
            return None
    if i and page.low[i - 1] in words("determiner") and page.low[i - 1] not in words("clitic"):
        return None
    if i and page.low[i - 1] == "par":  # "par écrit"
        return None
    if page.low[i] in words("avoir") or page.low[i] in words("être"):
        return None
    first = _clitics_start(page, i)
    return "finite", first, i, None


def _predicate(page: Page, i: int) -> bool:
    """A verb that the tagger took for a noun: a clause or a quotation follows, a name stands before."""
    before = page.pos[i - 1] if i else ""
    k = i + 1
    while k < len(page.low) and page.pos[k] == "ADV":
        k += 1
    after = page.low[k] if k < len(page.low) else ""
    if before in ("PROPN", "NOUN") and not page.has_finite(*page.parsed.sentence(i)):
        return True
    return before in ("PROPN", "NOUN", "PRON", "ADJ") and (
        after in ("que", "qu'", "«", ":") or after in words("article")
    )


def _clitics_start(page: Page, i: int) -> int:
    while i and (page.low[i - 1] in words("negation") or page.low[i - 1] in words("clitic")):
        i -= 1
    return i


def _participle_group(page: Page, i: int) -> tuple[Kind, int, int, int | None] | None:
    """ "a … indiqué", "s'est … justifié"; without auxiliary the second of two ("et demandé") or a passive."""
    k, clitic = i - 1, None
    floor = max(page.parsed.sentence(i)[0], i - _REACH)
    while k >= floor:
        word = page.low[k]
        if word in words("avoir") or word in words("être"):
            return _with_auxiliary(page, i, k, clitic)
        if word in words("subject") and word.startswith("-"):
            clitic = k
        elif word == "ayant" or (word == "avoir" and k and page.low[k - 1] == "après"):
            return "gerund", k if word == "ayant" else k - 1, k, None
        elif not _may_part(page, k):
            break
        k -= 1
    if (k >= floor and page.low[k] == "avoir") or page.low[i - 1] == "par":
        return None
    if page.low[i - 1] in words("clitic"):
        return None
    if i + 1 < len(page.low) and page.low[i - 1] in ("et", "puis") and page.low[i + 1] in ("que", "qu'", "«"):
        return "finite", i, i, None
    return ("finite" if _shares_auxiliary(page, i) or _second(page, i) else "passive"), i, i, None


def _second(page: Page, i: int) -> bool:
    """Is this participle the second verb of "Oslo a dit vouloir une trêve et mis en garde contre …"?"""
    first = page.parsed.sentence(i)[0]
    if (
        i - 2 <= first
        or page.low[i - 1] not in ("et", "puis")
        or page.pos[i - 2] not in ("NOUN", "PROPN", "NUM", "PUNCT")
    ):
        return False
    auxiliary = any(page.low[j] in words("avoir") and page.inside[j] == page.inside[i] for j in range(first, i - 1))
    return auxiliary and "par" not in page.low[i + 1 : i + 5]


def _shares_auxiliary(page: Page, i: int) -> bool:
    """Is this participle joined to one that has "avoir" before it?"""
    token = page.parsed.doc[i]
    if token.dep_ != "conj" or not 0 < i - token.head.i < 40:
        return False
    return any(c.dep_.startswith("aux") and c.lower_ in words("avoir") for c in token.head.children)


def _may_part(page: Page, k: int) -> bool:
    """May this word stand between an auxiliary and its participle?"""
    if page.low[k] == "," or page.timed[k] or _between(page, k) or page.low[k] in words("filler"):
        return True
    return page.pos[k] in ("ADJ", "PRON", "NOUN", "DET", "ADP", "NUM") and _parenthesis(page, k)


def _parenthesis(page: Page, k: int) -> bool:
    """Inside commas between auxiliary and participle: "a, ce mercredi, menacé"."""
    return any(page.low[j] == "," for j in range(max(0, k - 7), k)) and any(
        page.low[j] == "," for j in range(k + 1, min(len(page.low), k + 7))
    )


def _with_auxiliary(page: Page, i: int, k: int, clitic: int | None) -> tuple[Kind, int, int, int | None] | None:
    first = _clitics_start(page, k)
    reflexive = any(page.low[j] in ("se", "s'") for j in range(first, k))
    if page.low[k] in words("être") and not reflexive:
        return "passive", first, k, clitic
    if "été" in page.low[k:i]:
        return "passive", first, k, clitic
    return "finite", first, k, clitic


def _gerund_group(page: Page, i: int) -> tuple[Kind, int, int, int | None] | None:
    if page.pos[i] in ("NOUN", "ADJ") and i and page.low[i - 1] in words("determiner"):
        return None
    first = i
    while first and page.low[first - 1] in words("clitic") and page.low[first - 1] != "en":
        first -= 1
    if first and page.low[first - 1] == "en":
        first -= 1
    if first and page.low[first - 1] == "(":
        return None
    return "gerund", first, i, None


def _infinitive_group(page: Page, i: int) -> tuple[Kind, int, int, int | None] | None:
    """An infinitive under a verb that colours it ("a tenu à souligner"), or one that adds ("avant de conclure")."""
    k = i - 1
    while k > 0 and (page.low[k] in words("clitic") or page.pos[k] == "ADV"):
        k -= 1
    linked = page.low[k] in words("linked")
    if linked:
        k -= 1
    while k > 0 and page.pos[k] == "ADV":
        k -= 1
    if k >= 0 and page.low[k] in _modal_forms():
        return _modal_group(page, i, k)
    if k > 0 and page.low[k] in words("subject") and page.low[k - 1] in words("can"):
        return "finite", k - 1, k - 1, k  # "peut-on lire"
    if linked and k >= 0 and page.low[k + 1] in ("de", "d'", "pour"):
        if page.low[k] in ("avant", "et"):
            return "infinitive", i, i, None
        if (
            page.low[k + 1] != "pour"
            and page.pos[k] in ("NOUN", "PROPN")
            and page.low[i + 1] in ("que", "qu'", ":", "«")
        ):
            return "infinitive", k + 1, i, None
    return None


@cache
def _modal_forms() -> frozenset[str]:
    return frozenset(form for verb in words("modal") for form in forms(verb))


def _modal_group(page: Page, i: int, k: int) -> tuple[Kind, int, int, int | None] | None:
    if page.verb_form(k) == "Part" or (
        not page.is_finite(k) and page.low[k].endswith(("é", "ée", "és", "ées", "u", "ue", "i", "ie"))
    ):
        group = _participle_group(page, k)
        return group if group and group[0] != "passive" else None
    if page.is_finite(k):
        return "finite", _clitics_start(page, k), k, None
    return None


def _unlisted(page: Page, i: int) -> Iterator[Cue]:
    """Any verb may report where it follows a quotation with its subject after it: « Non », tonne le ministre."""
    if i + 1 >= len(page.low) or i + 1 >= page.parsed.sentence(i)[1]:
        return
    end = page.parsed.sentence(i)[1]
    if page.verb_form(i) == "Part":
        group = _participle_group(page, i)
    elif page.low[i] in words("avoir") or page.low[i] in words("être") or page.low[i] in words("can"):
        return
    elif page.is_finite(i):
        group = _finite_group(page, i)
    elif (
        page.pos[i] in ("NOUN", "ADJ", "X", "PROPN") and page.low[i - 1] == "," and page.pos[i + 1] in ("DET", "PROPN")
    ):
        group = "finite", i, i, None  # the tagger takes a rare verb between quotation and subject for anything
    else:
        return
    if group is None or group[0] != "finite":
        return
    kind, first, finite, clitic = group
    before = first - 1
    if before > 0 and page.low[before] == ",":
        before -= 1
    quote = page.closed_at(before)
    if quote is None or quote.stop - quote.first < 3:
        return
    stop = i + 1
    if clitic is None and page.low[stop] in words("subject") | {"-t"}:
        clitic = _clitic(page, stop)
        stop = (clitic or i) + 1
    if clitic is None:
        subject = page.skip(stop, end)
        after = page.phrase_stop(subject, end)
        said = page.has_finite(quote.first, quote.stop) or page.speaks(subject, after)
        if after == subject or not said:
            return
    yield Cue(first, stop, i, kind, None, finite, "a quotation and an inverted verb", clitic)
