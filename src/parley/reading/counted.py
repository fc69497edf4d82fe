"""What a number counts: the noun phrase behind it, its unit, and a neutral phrase for it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from parley.model import Token
from parley.reading.lexicon.people import FAMILY, HELD, LOADED, is_person_noun, plural_demonym
from parley.reading.money import currency_behind, read_priced
from parley.reading.numbers import Number, read_number

__all__ = ["Clause", "Counted", "neutral_phrase", "read_counted"]

_UNITS = {
    **{"kilometer": "km", "kilometre": "km", "mile": "miles", "ton": "tonnes", "tonne": "tonnes"},
    **{"meter": "m", "metre": "m", "kilogram": "kg", "hectare": "hectares", "litre": "litres"},
    **{"liter": "litres", "barrel": "barrels", "km": "km", "kg": "kg", "kilo": "kg"},
}
_WITH_OF = frozenset(
    """members member tons tonnes barrels liters litres acres hectares bags truckloads victims
    citizens residents employees supporters kilograms kilos families units relatives cases
    bodies remains""".split()
)
_PARTICIPLES = frozenset(
    """abducted additional alleged armed besieged captured convicted dead deceased detained
    displaced disputed elected exiled fleeing humanitarian imprisoned injured jailed kidnapped
    living malnourished masked missing more organized other proposed protesting remaining retired
    sentenced skilled starving striking surviving suspected trapped unarmed undocumented
    unidentified uniformed unionized wounded""".split()
)
_BARE_PEOPLE = frozenset("dead wounded injured missing others displaced homeless".split())
_HOW_OFTEN = frozenset("daily weekly monthly annual".split())
_DETERMINERS = frozenset("the its their his her our all these those your my".split())


_QUOTES = frozenset(('"', "“", "‘", "«"))


class Clause:
    """A sentence's words, as every step of reading a figure needs them."""

    __slots__ = ("_numbers", "stop", "taken", "text", "tokens", "words")

    def __init__(self, text: str, tokens: Sequence[Token], taken: Container[int]) -> None:
        self.text = text
        self.tokens = tokens
        self.words = [token.text.lower() for token in tokens]
        self.taken = taken
        """Indices of tokens inside time expressions."""
        self.stop = len(tokens)
        self._numbers: dict[int, Number | None] = {}

    def word(self, i: int) -> str:
        """The word at an index, empty outside the sentence."""
        return self.words[i] if 0 <= i < self.stop else ""

    def tag(self, i: int) -> str:
        """The tag at an index, empty outside the sentence."""
        return self.tokens[i].tag if 0 <= i < self.stop else ""

    def number(self, i: int) -> Number | None:
        """The number that starts at an index."""
        if not 0 <= i < self.stop:
            return None
        if i in self._numbers:
            return self._numbers[i]
        tokens, words = self.tokens, self.words
        found = read_number(tokens, words, i) or read_priced(tokens, words, i)
        self._numbers[i] = found
        return found

    def is_noun(self, i: int) -> bool:
        """Whether a token is a noun, or names people whatever its tag."""
        if not 0 <= i < self.stop or i in self.taken:
            return False
        token = self.tokens[i]
        if not token.text[0].isalpha():
            return False
        return token.tag.startswith("NN") or (
            token.tag not in ("VB", "MD", "IN", "DT") and is_person_noun(token.text)
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase on tokens ``[start, stop)`` and its head."""

    start: int
    stop: int
    head: int
    people: bool
    unit: str | None


def read_counted(clause: Clause, i: int) -> Counted | None:
    """Read what the number that stops at token `i` counts; None where no noun follows."""
    start = j = _past_of(clause, i)
    head = -1
    while j < clause.stop and (j not in clause.taken or clause.words[j] in _HOW_OFTEN):
        kind = _kind(clause, j, head)
        if kind == "stop":
            break
        if kind == "noun":
            head = j
            if _ends_phrase(clause, j):
                break
        j += 1
    if head < 0:
        if clause.word(start) in _BARE_PEOPLE:  # *40 dead*, *12 others*
            return Counted(start, start + 1, start, True, "people")
        return None
    stop = _with_family(clause, head + 1)
    people = is_person_noun(clause.tokens[head].text)
    if clause.words[head] in _WITH_OF:
        stop = _of_phrase(clause, stop)
    return Counted(start, stop, head, people, "people" if people else _unit(clause, start, head))


def _past_of(clause: Clause, i: int) -> int:
    """Step over *of the*, *out of its 33*, *of the country's 10 million*, *the*."""
    j = i + (clause.word(i) == "out" and clause.word(i + 1) == "of")
    j += clause.word(j) == "of"
    while clause.word(j) in _DETERMINERS or clause.tag(j) == "PRP$":
        j += 1
    if clause.word(j) in _QUOTES and clause.is_noun(j + 1):
        j += 1  # *several hundred "ghost warehouses"*
    if j > i:
        owner = next((k for k in range(j, j + 5) if clause.word(k) in ("'s", "’s", "'", "’")), -1)
        for k in (j, owner + 1):
            number = clause.number(k) if k else None
            if number is not None and number.kind in ("digits", "words") and not number.suffix:
                return number.stop
    return j


def _kind(clause: Clause, j: int, head: int) -> str:
    """``noun``, ``modifier`` or ``stop``."""
    word, tag = clause.words[j], clause.tag(j)
    follows = j + 1 not in clause.taken and (
        clause.is_noun(j + 1)
        or clause.tag(j + 1).startswith("JJ")
        or clause.word(j + 1) in _PARTICIPLES
    )
    if word in _PARTICIPLES or tag in ("VBN", "VBG"):
        return "modifier" if head < 0 and follows else "stop"
    if word in _HOW_OFTEN and head < 0:
        return "modifier"
    if clause.is_noun(j):
        # *Five Belgian political parties*: an adjective, though it may be a noun.
        alike = word.endswith("s") and word != "swiss"
        adjective = not alike and plural_demonym(clause.tokens[j].text)
        return "modifier" if adjective and follows else "noun"
    if tag.startswith("JJ") and word[0].isalpha():
        if head >= 0:  # *Southeast Asian nations*
            named = clause.tag(head) == "NNP" and clause.is_noun(j + 1)
            return "modifier" if named else "stop"
        return "modifier" if follows else "stop"
    if tag == "RB" and head < 0 and clause.tag(j + 1) in ("JJ", "VBN"):
        return "modifier"
    return "stop"


def _ends_phrase(clause: Clause, j: int) -> bool:
    """A plural closes the phrase, so that a name behind it is not drawn in."""
    word, token = clause.words[j], clause.tokens[j]
    if word == "member":
        return True
    return token.tag in ("NNS", "NNPS") or (word.endswith("s") and is_person_noun(token.text))


def _with_family(clause: Clause, stop: int) -> int:
    """Draw in *and children* behind *women*."""
    while clause.words[stop - 1] in FAMILY and clause.word(stop) in ("and", "or", ","):
        n = 2 if clause.word(stop) == "," and clause.word(stop + 1) == "and" else 1
        if clause.word(stop + n) not in FAMILY:
            break
        stop += n + 1
    return stop


def _of_phrase(clause: Clause, stop: int) -> int:
    """Draw in *of the civil service* behind *members*."""
    if clause.word(stop) != "of":
        return stop
    j, end = stop + 1, stop
    while clause.word(j) in _DETERMINERS or clause.word(j) in ("a", "an"):
        j += 1
    while j < min(clause.stop, stop + 7):
        if clause.is_noun(j):
            end = j + 1
        elif not clause.tag(j).startswith("JJ"):
            break
        j += 1
    return end


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _unit(clause: Clause, start: int, head: int) -> str:
    word = _singular(clause.words[head])
    before = clause.words[head - 1] if head > start else ""
    currency = currency_behind(clause.tokens[head].text, word, before)
    if currency is not None:
        return currency
    if word in ("metre", "meter") and before in ("cubic", "square"):
        return f"{before} metres"
    if word == "mile" and before == "nautical":
        return "nautical miles"
    return _UNITS.get(word, clause.words[head])


# --- a neutral phrase ----------------------------------------------------------------------------
_SAID_OF_FATE = frozenset(("killed", "injured", "displaced", "missing", "held"))


def neutral_phrase(clause: Clause, counted: Counted, basis: str | None, where: str | None) -> str:
    """What is counted, in words that take no side.

    People whom somebody holds are *people held*, with where; the words of the text are kept
    elsewhere, in the figure's span.
    """
    head = clause.tokens[counted.head].text
    words = [token.text for token in clause.tokens[counted.start : counted.stop]]
    if head.lower() == "member" and counted.stop - counted.start == 1:
        return "members"
    if not counted.people:
        return " ".join(words)
    if head.lower() in HELD:
        nation = next((p for w in words[:-1] if (p := plural_demonym(w))), "people")
        held = f"{nation} held" + (f" {where}" if where else "")
        return f"{held}, {basis}" if basis in _SAID_OF_FATE - {"held"} else held
    phrase: str
    if head.lower() in _BARE_PEOPLE:
        phrase = "people"
    elif head.lower() in LOADED:
        phrase = LOADED[head.lower()]
    else:
        kept = [w for w in words if w.lower() not in ("more", "other", "displaced", "remaining")]
        demonym = plural_demonym(head) if len(kept) == 1 else None
        phrase = demonym or " ".join(kept)
    if basis in _SAID_OF_FATE and head.lower() not in ("refugees", "evacuees", "victims"):
        return f"{phrase} {basis}" + (f" {where}" if where and basis == "held" else "")
    return phrase
