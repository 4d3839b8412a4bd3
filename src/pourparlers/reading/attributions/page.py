"""What the finders of attributions read: an article's tokens as plain lists, its quotations as ranges of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading.adverbials import adverbial, in_adverbial
from pourparlers.reading.entities import Entities
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Time
from pourparlers.vocabulary import SourceKind

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM"})
_WORDS_OF_ADVERB = (2, 3, 4, 5)
_FINITE = ("raient", "rait", "eront", "iront", "dront")  # endings of finite verbs whatever the tagger makes of them
_CLOSERS = frozenset({",", "»", "?", "!", "…", "...", "-", "–", "—", ")", ";", ":", "."})


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a class of ``fr/attribution_words.tsv``."""
    return frozenset(
        w for row in tables.rows("fr/attribution_words.tsv") if row["class"] == kind for w in row["words"].split("|")
    )


@cache
def speakers() -> dict[str, SourceKind]:
    """The nouns that may speak, with the kind of source that they make."""
    return {w: row["kind"] for row in tables.rows("fr/speakers.tsv") for w in tables.values(row["words"])}  # type: ignore[misc]


@cache
def nouns() -> dict[str, SourceKind]:
    """The kinds of source that nouns make, by ``fr/speakers.tsv``, else ``fr/agents.tsv``, else as an office."""
    out: dict[str, SourceKind] = {
        form: "named" for row in tables.rows("fr/offices.tsv") for form in row["forms"].split("|") if " " not in form
    }
    out.pop("", None)
    for row in tables.rows("fr/agents.tsv"):
        for form in row["forms"].split("|"):
            if form and " " not in form:
                out[form] = row["source"]  # type: ignore[assignment]
    return out | speakers()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in tokens: ``first`` up to ``stop`` inside the marks; ``opening`` is where its mark stands."""

    first: int
    stop: int
    opening: int
    closing: int
    depth: int
    start: int
    end: int


@dataclass(slots=True)
class Page:
    """The article as lists, one item a token."""

    parsed: Parsed
    who: Entities
    low: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    timed: list[bool] = field(default_factory=list)
    quotes: list[Quoted] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, parsed: Parsed, who: Entities, when: Sequence[Time]) -> Page:
        """Lay out a parsed article."""
        page = cls(parsed, who)
        for token in parsed.doc:
            page.low.append(token.lower_)
            page.pos.append(token.pos_)
            if token.pos_ == "ADV" and token.lower_.endswith(("é", "ée", "és", "ées")) and not in_adverbial(token):
                page.pos[-1] = "ADJ"  # "se dit persuadé que …"
            if token.text == "A" and token.is_sent_start and token.i + 1 < len(parsed.doc):
                page._capital_a(token.i, parsed.doc[token.i + 1].text)
        page._join_elisions()
        page.low.append("")  # one place past the end may be asked for
        page.pos.append("")
        page.timed = [False] * len(page.low)
        for time in when:
            for i in range(*parsed.tokens(time.start, time.end)):
                page.timed[i] = True
        page._lay_quotes()
        return page

    def _capital_a(self, i: int, following: str) -> None:
        """A sentence that begins with "A" begins with "À", unless a verb is turned round: "A-t-il signé ?"."""
        if not following.startswith("-"):
            self.low[i], self.pos[i] = "à", "ADP"

    def _join_elisions(self) -> None:
        """An elision before a quotation mark, which the tokenizer takes apart, as one word where its apostrophe is."""
        for i in range(len(self.low) - 2):
            if self.low[i + 1] == "'" and self.low[i] in words("elided") and self.low[i + 2] == "«":
                self.low[i], self.low[i + 1] = "'", self.low[i] + "'"
                self.pos[i], self.pos[i + 1] = "PUNCT", self.pos[i]

    def _lay_quotes(self) -> None:
        """Quotations as token ranges; ``inside`` gives the innermost one around each token, or -1."""
        self.inside = [-1] * len(self.low)
        for q in self.parsed.prose.quotes:
            first, stop = self.parsed.tokens(q.inner_start, q.inner_end)
            if first >= stop:
                continue
            opening = first - 1 if first and self.low[first - 1] == "«" else first
            closing = stop if stop < len(self.low) and self.low[stop] == "»" else stop - 1
            for i in range(first, stop):
                self.inside[i] = len(self.quotes)
            self.quotes.append(Quoted(first, stop, opening, closing, q.depth, q.inner_start, q.inner_end))

    def opened_at(self, token: int) -> Quoted | None:
        """The quotation whose opening mark is this token."""
        if not 0 <= token < len(self.low) or self.low[token] != "«":
            return None
        return next((q for q in self.quotes if q.opening == token), None)

    def closed_at(self, token: int) -> Quoted | None:
        """The quotation whose closing mark is this token."""
        if not 0 <= token < len(self.low) or self.low[token] != "»":
            return None
        return next((q for q in self.quotes if q.closing == token and q.closing == q.stop), None)

    def block_of(self, token: int) -> int:
        """The number of the paragraph of a token."""
        return self.parsed.prose.sentences[self.parsed.sentence_of[token]].block

    def verb_form(self, i: int) -> str:
        """The tagger's form of a verb: Fin, Inf, Part, or nothing."""
        if not self.pos[i]:
            return ""  # past the end
        return next(iter(self.parsed.doc[i].morph.get("VerbForm", [])), "")

    def is_finite(self, i: int) -> bool:
        """Is this token a verb in a finite form?"""
        if self.pos[i] not in ("VERB", "AUX"):
            return False
        return self.verb_form(i) == "Fin" or self.low[i] in words("être") or self.low[i].endswith(_FINITE)

    def is_infinitive(self, i: int) -> bool:
        """Is this token an infinitive?"""
        if self.pos[i] == "ADP":
            return self.low[i].endswith("er")  # "dit privilégier le dialogue", as the tagger may have it
        return self.pos[i] in ("VERB", "AUX") and (self.verb_form(i) == "Inf" or self.low[i].endswith(("er", "oir")))

    def has_finite(self, first: int, stop: int) -> bool:
        """Does a finite verb stand in this range?"""
        return any(self.is_finite(i) for i in range(first, stop))

    def opens_clause(self, i: int) -> bool:
        """Does a clause begin at this token, by what stands before it?"""
        first, _ = self.parsed.sentence(i)
        return i == first or self.low[i - 1] in _CLOSERS or self.low[i - 1] == "«"

    # Phrases

    def phrase_stop(self, i: int, end: int, *, full: bool = True) -> int:
        """Past the noun phrase that begins at ``i``, or ``i`` if none does; ``full``: with names and complements."""
        if self.low[i : i + 2] == ["d'", "autres"] and i + 1 < end and self.pos[i + 2] not in ("NOUN", "ADJ", "PROPN"):
            return i + 2
        j = i
        while j < end and (self.pos[j] == "DET" or self.low[j] in words("determiner") or self.pos[j] in ("NUM", "ADJ")):
            j += 1
        if j < end and self._named_stop(j) > j:
            j = self._named_stop(j) - 1
        elif j > i and j < end and self.low[j] in words("of") and self.low[j - 1] in words("partitive"):
            j -= 1
        elif j > i and self.pos[j - 1] == "PRON":
            return j
        elif j == i and j < end and self.low[j] in words("pronoun"):
            return j + 1
        elif j >= end or (j > i and self.low[j] in words("clitic")) or not self._heads(j, i):
            if j > i and self.pos[j - 1] in ("ADJ", "NUM") and self.low[j - 1] not in words("determiner"):
                return j
            return i
        j += 1
        while j < end:
            k = self._complement_stop(j, end, full=full)
            if k == j:
                break
            j = k
        told = (self.who.at(j - 1), self.who.heading(i)) if full else ()
        return min(end, max([j, *(m.stop for m in told if m and m.form in ("name", "description"))]))

    def _heads(self, j: int, first: int) -> bool:
        """Can a token be the noun of a phrase that begins at ``first``, whatever its tag?"""
        return self.pos[j] in NOMINAL or self._capital(j) or (j > first and self.low[j] in nouns())

    def _longer(self, i: int, stop: int) -> bool:
        """Does somebody's mention begin with these words ("le Premier ministre", not "le premier")?"""
        mention = self.who.heading(i)
        return mention is not None and mention.stop > stop

    def _named_stop(self, i: int) -> int:
        """Past the name that begins at a token, or ``i``."""
        mention = self.who.at(i)
        return mention.stop if mention and mention.form == "name" and mention.first == i else i

    def _capital(self, i: int) -> bool:
        return self.parsed.doc[i].text[:1].isupper() and self.pos[i] != "VERB"

    def _complement_stop(self, j: int, end: int, *, full: bool) -> int:
        """Past one more piece of a noun phrase, or ``j`` if it ends here."""
        low, pos = self.low[j], self.pos[j]
        if self.timed[j] or (low in words("clitic") and pos != "DET"):
            return j
        if full and self._named_stop(j) > j:
            return self._named_stop(j)
        if pos in ("ADJ", "PROPN", "NUM") or (self._capital(j) and pos not in ("DET", "ADP", "ADV")):
            return j + 1 if full or pos != "PROPN" or self.who.at(j) is self.who.at(j - 1) else j
        if pos == "NOUN" and self.pos[j - 1] in ("PROPN", "NOUN") and full:
            return j + 1
        if low == "rendu" and self.low[j - 1] == "compte":
            return j + 1
        if low == "-" and f"{self.low[j - 1]}-{self.low[j + 1]}" in nouns():
            return j + 2
        adverb = " ".join(self.low[j : j + 2]) in words("adverbial")  # "Pour Rome en revanche, …"
        joint = full and low in words("joint") and not self._capital(j - 1) and not adverb
        if low in words("of") and not full and not {"source", "sources"}.isdisjoint(self.low[j + 1 : j + 3]):
            return j  # "a-t-on appris mardi à Rabat | de source diplomatique"
        if low in words("of") and not full and self._capital(j - 1) and low != "du":
            return j  # "s'est félicité lundi à Genève | de la signature"
        if (low in words("of") and (full or low != "des")) or (joint and not self.occasion(j)):
            k = self.phrase_stop(j + 1, end, full=full)
            return k if k > j + 1 else j
        if low == "et" and j + 1 < end and full and (self.low[j + 1] in words("of") or self._same_kind(j)):
            k = self.phrase_stop(j + 2 if self.low[j + 1] in words("of") else j + 1, end)
            return k if k > j + 1 else j
        if low == "(":
            close = next((k for k in range(j, min(end, j + 12)) if self.low[k] == ")"), None)
            return close + 1 if close else j
        return j

    def occasion(self, j: int) -> bool:
        """Does a preposition bring when or to what paper something was said: "le médiateur à l'issue du sommet"?"""
        k = j + 2 if self.low[j + 1] in words("determiner") else j + 1
        if self.low[j] in ("à", "au", "aux") and nouns().get(self.low[k]) == "media":
            return True
        arrival = self.low[k - 1] in words("possessive")  # "à son arrivée à Oslo"
        return self.low[k] in words("occasion") and (arrival or self.low[k + 1] in words("of"))

    def _same_kind(self, j: int) -> bool:
        """Does "et" join two names or two phrases with articles?"""
        after = self.pos[j + 1]
        k = j + 2 + (self.pos[j + 2 : j + 3] in (["ADJ"], ["NUM"]))  # "le roi et le premier ministre"
        named = after == "PROPN" or self._named_stop(j + 1) > j + 1
        return named or (after == "DET" and k < len(self.pos) and self.pos[k] in ("NOUN", "PROPN"))

    def speaks(self, first: int, stop: int) -> bool:
        """May a noun phrase speak: does it hold a name, a known entity, or a noun of ``fr/speakers.tsv``?"""
        capital = any(self._capital(i) and self.pos[i] != "DET" for i in range(first, stop))
        told = self.low[first:stop]
        split = any(w == "-" and "-".join((a, b)) in nouns() for a, w, b in zip(told, told[1:], told[2:], strict=False))
        pointing = len(told) == 2 and told[0] in words("determiner") and told[1] in words("pointed")
        return capital or split or pointing or any(w in nouns() for w in told)

    def before_adverbial(self, k: int, floor: int) -> int:
        """Before the adverb of several words that ends with this token ("du même souffle", "avec force"), or ``k``."""
        for n in _WORDS_OF_ADVERB:
            if k - n >= floor and " ".join(self.low[k - n + 1 : k + 1]) in words("adverbial"):
                return k - n
        manner = self.low[k - 1] in ("avec", "sans") and (self.pos[k] == "NOUN" or self.is_infinitive(k))
        if manner and k - 2 >= floor:
            return k - 3 if self.low[k - 2] == "non" else k - 2
        return k

    def skip(self, i: int, end: int) -> int:
        """Past what may stand between a cue and its subject or content: adverbs, times, circumstances."""
        while i < end:
            j = self.skip_one(i, end)
            if j == i:
                return i
            i = j
        return i

    def past_adverbial(self, i: int) -> int:
        """Past the adverb of several words that begins with this token ("de son côté"), or ``i``."""
        told = (n for n in _WORDS_OF_ADVERB if " ".join(self.low[i : i + n]) in words("adverbial"))
        return i + (next(told, 0) or (adverbial(self.parsed.doc, i) if self.pos[i] == "ADV" else 0))

    def skip_one(self, i: int, end: int) -> int:
        """Past one adverb, time or circumstance that begins with this token, or ``i``."""
        past = self.past_adverbial(i)
        if i < past <= end and not self._longer(i, past):
            return past
        if self._named_stop(i) > i and not self.timed[i]:
            return i
        linked = self.low[i] == "auprès"  # a preposition, whatever the tagger makes of it
        if (
            self.timed[i]
            or self.low[i] in words("filler")
            or (self.pos[i] == "ADV" and not linked and self.low[i] != "que" and self.low[i] not in words("question"))
        ):
            return i + 1
        given = self.verb_form(i) == "Part" and not self.low[i].endswith("ant")
        given = given and self.low[i - 2] not in ("se", "s'")  # "se juge lésé", "juge" taken for a noun
        if given and self.pos[i - 1] == "NOUN" and self.low[i + 1] in words("preposition"):
            return i + 1  # "dans un message publié sur Telegram"
        if self.low[i] == "sans":
            return self._without_stop(i, end)
        if self.low[i] in ("ce", "cette") and i + 1 < end and self.timed[i + 1]:
            return i + 1
        if self.pos[i] == "DET" and i + 1 < end and self.low[i + 1] in words("daypart"):
            return i + 2
        if self.low[i] == "depuis" and self.pos[i + 1] in ("NOUN", "ADJ") and not self.timed[i + 1]:
            return i + 1
        if self.low[i] in words("preposition"):
            j = i + 1
            while j < end and (
                self.low[j] in ("de", "d'", "du", "des") or self.low[j] in words("preposition") or self.timed[j]
            ):
                if self.timed[j] and not self.timed[j + 1]:
                    return j + 1
                j += 1
            if self.low[j] in words("filler"):
                return j + 1
            told = j if self.low[j] in words("audience") else j + 1
            if told + 1 < end and self.low[told] in words("audience") and self._named_stop(told + 1) > told + 1:
                return told + 1  # "a dit aux journalistes Anna Rossi": she is none of them
            stop = self._circumstance_stop(j, end)
            while stop > j and self.low[stop] == "/":
                stop = max(stop + 1, self.phrase_stop(stop + 1, end, full=False))
            return stop if stop > j or self.timed[j - 1] else i
        return i

    def _without_stop(self, i: int, end: int) -> int:
        """Past "sans plus de détails", "sans autre précision", "sans donner de nom", or ``i``."""
        j, small = i + 1, words("clitic") | words("of")
        while j < end and (self.is_infinitive(j) or self.pos[j] == "ADV" or self.low[j] in small):
            j += 1
        stop = self._circumstance_stop(j, end)
        while stop > j + 1 and self._capital(stop - 1):
            stop -= 1
        return stop if stop > j and not self.speaks(j, stop) else i

    def _circumstance_stop(self, j: int, end: int) -> int:
        """Past the noun phrase of a circumstance, with the name of a paper or a network, without who speaks after it:
        "au quotidien El Watan | le roi", "à l'issue de la rencontre | Mme Rossi", "sur le réseau X | Anna Rossi".
        """
        if self.low[j] in words("network"):
            return j + 1
        stop = self.phrase_stop(j, end, full=False)
        network = next((k for k in range(j + 1, stop) if self.low[k] in words("network")), None)
        if network is not None:
            return network + 1
        mention = self.who.at(stop - 1) if stop > j else None
        if mention and mention.form == "description" and mention.first >= j and mention.stop > stop:
            paper = any(nouns().get(w) == "media" for w in self.low[mention.first : stop])
            told = mention.stop < end and self.low[mention.stop] not in (",", ".", "»", ";", "(", "qui")
            return mention.stop if paper and told else stop
        named = next((k for k in range(j + 1, stop) if self._named_stop(k) > k and self.pos[k - 1] != "ADP"), stop)
        return named if self.low[named - 1] not in words("determiner") | words("of") else stop
