"""Who says it: the words that name the source of a cue, before it, after it or above it."""

from __future__ import annotations

from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.heads import antecedent, apposition, around, parsed_subject, relayed
from pourparlers.reading.attributions.lists import names_stop
from pourparlers.reading.attributions.page import NOMINAL, Page, nouns, words
from pourparlers.reading.attributions.parted import parted
from pourparlers.reading.tokens import Token

Range = tuple[int, int]
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "expl:subj", "nsubj:caus"})
_AFTER = frozenset({"nsubj", "obj", "nsubj:pass", "xcomp", "dep", "obl:agent"})
_RELATIVE = ("qui", "lequel", "laquelle", "lesquels", "lesquelles")
_CLIMB = 6
_BEFORE_NAME = (",", "et", "mais", "tandis", "alors", "que", "qu'", "dont")
_TITLE = 8  # tokens of a paper's name in quotation marks
_ASIDE = 12  # tokens between commas that part a verb from its subject


def of(page: Page, cue: Cue, *, inverted: bool) -> Range | None:
    """The tokens that name the source of a cue, or None if none is in sight."""
    if cue.kind == "phrase":
        return _after_phrase(page, cue)
    if cue.clitic is not None:
        return _impersonal(page, cue) or (cue.clitic, cue.clitic + 1)
    if cue.kind == "passive":
        return _agent(page, cue)
    if inverted:
        return after(page, cue)
    if cue.kind == "finite":
        return before(page, cue)
    return above(page, cue)


def _after_phrase(page: Page, cue: Cue) -> Range | None:
    end = page.parsed.sentence(cue.head)[1]
    if cue.clitic is not None:
        return cue.clitic, cue.clitic + 1  # "à ses yeux", "à l'en croire", "comme il l'a dit"
    if cue.verb is not None:
        return _of_comment(page, cue)
    first = cue.first + 1 if page.low[cue.stop - 1] in ("source", "sources") else cue.stop
    if page.low[first] in words("relative_source"):
        return antecedent(page, first) or (first, first + 1)
    stop = page.phrase_stop(first, end)
    short = page.phrase_stop(first, end, full=False) if page.pos[cue.first - 1] == "VERB" else stop
    if short < stop and page.low[short] in ("à", "au", "aux"):
        stop = short  # "se livrent selon des experts à une guerre"
    if stop == first and page.low[first] == "«":
        stop = page.phrase_stop(first + 1, end)
    title = page.opened_at(first + 1) if stop == first and page.pos[first] == "DET" else None
    if title is not None and title.closing - first < _TITLE:
        stop = title.closing + 1  # "selon le « Courrier du Nord », …"
    if stop == first or words("measure") & set(page.low[first : first + 3]):
        return None
    return relayed(page, first, stop), names_stop(page, first, _past_name(page, first, stop, end), end)


def _past_name(page: Page, first: int, stop: int, end: int) -> int:
    """Past the name of an office-holder in "selon le porte-parole, Anna Rossi, …", not of the next body in a list."""
    named = apposition(page, stop, end)
    office = page.low[first] in words("determiner") and page.speaks(first, stop)
    return named if office and named > stop + 2 else stop


def _of_comment(page: Page, cue: Cue) -> Range | None:
    """The subject in "comme l'a dit X" and "c'est ce que X a dit"."""
    link = max(i for i in range(cue.first, cue.head) if page.low[i] in ("comme", "que", "qu'", "ce"))
    if page.low[link + 1] in words("subject_pronoun"):
        return link + 1, link + 2
    if page.low[link + 1] in ("l'", "le") and page.low[link + 2] in words("avoir"):
        return after(page, cue)
    stop = cue.head
    while stop > link + 1 and (page.low[stop - 1] in words("clitic") or page.pos[stop - 1] in ("AUX", "ADV")):
        stop -= 1
    return (link + 1, stop) if stop > link + 1 else after(page, cue)


def _impersonal(page: Page, cue: Cue) -> Range | None:
    """ "a-t-on appris de source diplomatique", "auprès d'un proche": the source is what follows."""
    if cue.clitic is None or page.low[cue.clitic] not in ("-on", "-t-on"):
        return None
    links = ("dans", "sur") if cue.has("read") else ("de", "d'", "auprès")
    end = page.parsed.sentence(cue.head)[1]
    i = cue.stop
    while i < end and (page.low[i] not in links or page.past_adverbial(i) > i):
        past = i + 1 if page.low[i] == "," else page.skip_one(i, end)
        if past == i:
            break
        i = past
    if i + 1 < end and page.low[i] in links:
        j = i + 1 if page.low[i] != "auprès" else i + 2
        stop = page.phrase_stop(j, end)
        if stop > j:
            return j, stop
    return _last_text(page, cue) if cue.has("read") else None


def _last_text(page: Page, cue: Cue) -> Range | None:
    """The text named last before "lit-on", in its sentence or the two before it."""
    n = page.parsed.sentence_of[cue.head]
    first = page.parsed.sentences[max(0, n - 2)][0]
    named = (i for i in range(cue.first - 1, first - 1, -1) if page.inside[i] < 0 and page.pos[i] == "NOUN")
    text = next((i for i in named if nouns().get(page.low[i]) == "document"), None)
    return around(page, page.parsed.doc[text]) if text is not None else None


def _agent(page: Page, cue: Cue) -> Range | None:
    """What follows "par" after a passive participle."""
    end = page.parsed.sentence(cue.head)[1]
    for i in range(cue.stop, min(end, cue.stop + 12)):
        if page.low[i] == "par" and page.inside[i] == page.inside[cue.head]:
            stop = page.phrase_stop(i + 1, end)
            return (i + 1, stop) if stop > i + 1 else None
        if page.low[i] in (".", ";", ":") or page.is_finite(i):
            return None
    return None


def said_of(page: Page, cue: Cue) -> Range | None:
    """The noun phrase that a passive says is stated: "l'hypothèse évoquée par Rome", "la fermeture a été annoncée"."""
    verb = page.parsed.doc[cue.head]
    head = verb.head
    if verb.dep_ == "acl" and head.i < cue.first and head.pos_ == "NOUN":
        if head.lower_ in words("while") and page.low[head.i - 2] == "," and page.pos[head.i - 3] in NOMINAL:
            head = page.parsed.doc[head.i - 3]  # "l'idée, un temps évoquée par Rome"
    else:
        subjects = [c for c in verb.children if c.dep_ == "nsubj:pass" and c.i < cue.first and c.pos_ == "NOUN"]
        if not subjects:
            return None
        head = subjects[0]
    first, stop = around(page, head, cue.first)
    while first > 1 and page.low[first - 1] in words("of") and page.pos[first - 2] == "NOUN":
        first = around(page, page.parsed.doc[first - 2], cue.first)[0]
    whole = stop - first > 2  # "cette idée" only points back
    return (first, stop) if whole and page.inside[first] == page.inside[cue.head] else None


def after(page: Page, cue: Cue) -> Range | None:
    """The subject that stands after its verb."""
    end = page.parsed.sentence(cue.head)[1]
    i = subject_place(page, cue, end)
    stop = page.phrase_stop(i, end) if i < end else i
    if stop > i and page.low[i] not in ("qui", "que", "dont"):
        return i, apposition(page, stop, end)
    return _child(page, cue)


def subject_place(page: Page, cue: Cue, end: int) -> int:
    """Where a subject after its verb may stand: past adverbs, circumstances and asides, but no name at their end that
    nothing follows ("a dit à l'issue de la rencontre Rossi.")."""
    i = page.skip(cue.stop, end)
    if i + 1 < end and page.low[i] == ",":
        past = past_aside(page, i, end)
        if past > i or page.low[i + 1] == "«":
            return past
    k = i
    while k - 1 > cue.stop and page.parsed.doc[k - 1].text[:1].isupper() and page.pos[k - 1] not in ("DET", "ADP"):
        k -= 1
    bare = page.low[i] in (",", ".", "") and page.pos[k - 1] in ("NOUN", "ADJ") and not page.timed[k]
    return k if k < i and bare else i


def past_aside(page: Page, comma: int, end: int) -> int:
    """Past what stands between commas after a verb ("raconte, un brin vexé, le maire"), or the comma itself."""
    for k in range(comma + 1, min(end, comma + _ASIDE)):
        if page.low[k] == ",":
            after = page.skip(k + 1, end)  # "a redit, jeudi, à la tribune, le maire"
            return after + 1 if k + 1 < after < end and page.low[after] == "," else k + 1 if k > comma + 1 else comma
        relative = page.low[comma + 1] in words("relative_clause")  # "a dit à Tunis, où il est arrivé mardi, le maire"
        if (page.is_finite(k) and not relative) or page.low[k] in ("«", ":", ";"):
            break
    return comma


def _child(page: Page, cue: Cue) -> Range | None:
    """The parse's own idea of what follows the verb without a preposition."""
    for child in page.parsed.doc[cue.head].rights:
        bare = child.pos_ in NOMINAL and not any(c.dep_ == "case" for c in child.children)
        if bare and child.dep_ in _AFTER and not page.timed[child.i]:
            return around(page, child)
    return None


def before(page: Page, cue: Cue) -> Range | None:
    """The subject that stands before its verb."""
    subject = parsed_subject(page.parsed.doc[cue.head], cue.first)
    if subject is None and cue.finite != cue.head:
        subject = parsed_subject(page.parsed.doc[cue.finite], cue.first)
    nearest = _adjacent(page, cue.first)
    if nearest is None:
        nearest = _apart(page, cue, subject) or _past_circumstance(page, cue, subject)
        if nearest is not None:
            return nearest
        nearest = _touching(page, cue, subject)
        if nearest is not None:
            return nearest
    if nearest is not None and (subject is None or page.pos[nearest[0]] == "PRON"):
        return nearest
    if subject is None:
        return _first_subject(page, cue)
    if subject.lower_ in ("que", "qu'", "dont", *_RELATIVE):
        return antecedent(page, subject.i) or (subject.i, subject.i + 1)
    return around(page, subject, cue.first)


def _apart(page: Page, cue: Cue, subject: Token | None) -> Range | None:
    """The subject before asides, where the parse takes for it a word of an aside, a circumstance or another clause."""
    told = parted(page, cue)
    if told is None or subject is None:
        return told
    if told[0] <= subject.i < told[1]:
        return told if "," in page.low[told[0] : subject.i] else None  # the parse has the name after an office
    another = page.pos[subject.i] not in NOMINAL or page.has_finite(subject.i, told[0])
    aside = page.low[around(page, subject, cue.first)[0] - 1] in words("circumstance") | words("of")
    return told if subject.i > told[0] or another or aside else None


def _touching(page: Page, cue: Cue, subject: Token | None) -> Range | None:
    """Who stands right before the verb and opens its clause, where the parse takes another clause's subject for it:
    "Rome n'a rien reçu et Oslo estime que …", "Après que le roi a parlé, Oslo a annoncé …"."""
    last = cue.first - 1
    mention = page.who.at(last)
    first = mention.first if mention and mention.stop == cue.first and mention.form != "pronoun" else last
    if first == last and not page.speaks(last, cue.first):
        return None
    while page.low[first - 1] in words("determiner"):
        first -= 1
    common = ("et", "mais") if page.low[first] in words("determiner") else ()
    opens = _BEFORE_NAME if mention and mention.form == "name" else common
    if first <= page.parsed.sentence(cue.head)[0] or page.low[first - 1] not in opens:
        return None
    if page.inside[last] != page.inside[cue.head]:
        return None
    start = page.parsed.sentence(cue.head)[0] if subject is None else subject.i
    return (first, cue.first) if page.has_finite(start, first) else None


def _past_circumstance(page: Page, cue: Cue, subject: Token | None) -> Range | None:
    """The subject after a circumstance that the parse took for it: "Dans un communiqué, le parti a annoncé …"."""
    if subject is None:
        return None
    first = page.parsed.sentence(cue.head)[0]
    i = around(page, subject, cue.first)[0]
    if i == first == subject.i and _participle(page, i):
        return _last_phrase(page, cue, i)
    if i <= first or not (page.low[i - 1] in words("circumstance") or (i - 1 == first and page.low[first] == "a")):
        return None
    return _last_phrase(page, cue, subject.i)


def _participle(page: Page, i: int) -> bool:
    """Does a participle open the sentence, whatever the tagger takes it for: "Arrivée à Oslo, la radio a dit …"?"""
    bare = page.low[i].rstrip("s").removesuffix("e").endswith(("é", "i", "u", "is", "it"))
    return bare and page.who.at(i) is None and page.low[i + 1] in words("preposition") | words("of") | {"par"}


def _last_phrase(page: Page, cue: Cue, floor: int) -> Range | None:
    """The noun phrase between the last comma after ``floor`` and the verb."""
    for k in range(cue.first - 1, floor, -1):
        if page.low[k] == ",":
            stop = page.phrase_stop(k + 1, cue.first)
            if stop > k + 1 and not page.timed[k + 1] and not page.has_finite(k + 1, cue.first):
                return k + 1, stop
    return None


def _adjacent(page: Page, i: int) -> Range | None:
    """A pronoun or "qui" right before the verb group."""
    k = i - 1
    first = page.parsed.sentence(i)[0] if i < len(page.low) else 0
    while k >= first and (page.pos[k] == "ADV" or (page.low[k] in words("filler") and page.pos[k] != "PRON")):
        k -= 1
    if k < first:
        return None
    if page.low[k] in _RELATIVE:
        return antecedent(page, k) or (k, k + 1)
    if page.low[k] in words("subject_pronoun"):
        return k, k + 1
    return None


def _first_subject(page: Page, cue: Cue) -> Range | None:
    """The nearest subject before the verb, else the phrase that begins the sentence or what a colon sets apart."""
    first, _end = page.parsed.sentence(cue.head)
    first = next((i + 1 for i in range(cue.first - 2, first, -1) if page.low[i] in (":", ";")), first)
    for i in range(cue.first - 1, first - 1, -1):
        if page.parsed.doc[i].dep_ in _SUBJECT and page.pos[i] in NOMINAL and not page.timed[i]:
            if page.low[i] == "qui":
                return antecedent(page, i)
            return around(page, page.parsed.doc[i])
    for mention in reversed(page.who.within(first, cue.first)):
        if mention.form in ("name", "description") and page.pos[max(first, mention.first - 1)] != "ADP":
            return mention.first, mention.stop
    i = page.skip(first, cue.first)
    if i < cue.first and page.low[i] == ",":
        i += 1
    stop = page.phrase_stop(i, cue.first)
    return (i, stop) if stop > i else None


def above(page: Page, cue: Cue) -> Range | None:
    """The subject of the verb that a participle or an infinitive hangs on."""
    if cue.kind == "infinitive" and page.low[cue.first] in words("of"):
        return _before_of(page, cue)
    if cue.first == page.parsed.sentence(cue.head)[0]:
        return _after_comma(page, cue)
    told = _climbed(page, cue)
    if cue.kind != "gerund" or told is None or (told[0] < cue.first and _may_say(page, *told)):
        return told
    return _of_verb_before(page, cue) or told


def _may_say(page: Page, first: int, stop: int) -> bool:
    """Is it a pronoun for somebody, or a phrase that may speak?"""
    if stop - first == 1 and page.low[first] in words("pronoun"):
        return page.low[first] != "qui"
    return page.speaks(first, stop)


def _of_verb_before(page: Page, cue: Cue) -> Range | None:
    """Who does what is told before a participle: "Le roi, malade, a refusé l'offre mardi, affirmant que …"."""
    first = page.parsed.sentence(cue.head)[0]
    for i in range(cue.first - 1, first, -1):
        if page.inside[i] != page.inside[cue.head] or not page.is_finite(i):
            continue
        start = i
        while start > first and (page.low[start - 1] in words("clitic") or page.low[start - 1] in words("negation")):
            start -= 1
        told = before(page, Cue(start, i + 1, i, "finite", None, i, cue.rule))
        if told is not None and page.low[start - 1] not in words("relative_clause") and _may_say(page, *told):
            return told
    return None


def _climbed(page: Page, cue: Cue) -> Range | None:
    """The subject that the parse gives to a verb above a participle or an infinitive."""
    verb = page.parsed.doc[cue.head]
    for _ in range(_CLIMB):
        noun = verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN") and verb.head.i < cue.first
        if noun and page.low[cue.first - 1] != ",":
            return around(page, verb.head)
        if verb.head.i == verb.i:
            break
        verb = verb.head
        subject = parsed_subject(verb, len(page.low))
        if subject is not None and subject.lower_ not in ("qui", "que", "-t"):
            return around(page, subject)
        if subject is not None and subject.lower_ == "qui":
            return antecedent(page, subject.i)
    first, end = page.parsed.sentence(cue.head)
    for i in range(first, end):
        if page.parsed.doc[i].dep_ in _SUBJECT and page.pos[i] in NOMINAL:
            return around(page, page.parsed.doc[i])
    return None


def _before_of(page: Page, cue: Cue) -> Range | None:
    """Who goes on in "Et le ministre d'ajouter que …"."""
    first = page.parsed.sentence(cue.head)[0]
    for i in range(first, cue.first):
        if page.phrase_stop(i, cue.first) == cue.first:
            return i, cue.first
    return None


def own_subject(page: Page, cue: Cue) -> Range | None:
    """The subject that stands right before a participle, after a comma: "Rome a refusé, Oslo estimant que …"."""
    first = page.parsed.sentence(cue.head)[0]
    aside = page.low[cue.first - 1] == ","  # "…, Oslo, pour sa part, estimant que …"
    k = cue.first - aside
    while k > first and page.low[k - 1] != ",":
        k -= 1
    if k == first or k == cue.first or page.low[cue.first] == "en":
        return None
    if aside:
        turn = page.skip(k, cue.first - 1) == cue.first - 1 and not page.timed[k]
        return parted(page, cue) if turn else None
    stop = page.phrase_stop(k, cue.first)
    if stop == k and page.low[k] in words("partitive"):
        stop = k + 1
    fits = stop > k and page.skip(stop, cue.first) == cue.first and not page.timed[k]
    return (k, stop) if fits and (page.speaks(k, stop) or page.low[k] in words("partitive")) else None


def _after_comma(page: Page, cue: Cue) -> Range | None:
    """The subject of the main clause after a participle that begins the sentence: "Ajoutant que …, le ministre a …"."""
    end = page.parsed.sentence(cue.head)[1]
    subject = main_subject(page, cue.stop, end)
    return around(page, page.parsed.doc[subject]) if subject is not None else None


def main_subject(page: Page, start: int, end: int) -> int | None:
    """The first subject right after a comma whose verb is finite and in no subordinate clause."""
    for i in range(start, end):
        token = page.parsed.doc[i]
        if token.dep_.startswith("nsubj") and page.pos[i] in NOMINAL and token.lower_ not in ("qui", "que", "qu'"):
            left = min(token.left_edge.i, i)
            if page.low[left - 1] == "," and page.inside[i] == page.inside[start - 1] and token.head.i > i:
                return i
    return None
