"""Numbers that count nothing: *phase two*, *the two sides*, *Resolution 1701*, *Smith, 45,*."""

from __future__ import annotations

from parley.reading.counted import Clause, Counted
from parley.reading.lexicon.people import HELD, INFORMANTS
from parley.reading.numbers import Number

__all__ = ["cites", "counts_something", "is_label"]

_LABELS = frozenset(
    """phase stage article articles resolution chapter section paragraph page channel number no no.
    nos flight route highway level type part point clause version annex step line room brigade
    battalion division day round area zone protocol grade aged age turned figure item category
    district apollo boeing airbus law bill decree order regulation directive convention treaty
    document gate pier terminal platform berth unit block building apartment bus tram train radio
    kanal canal top grid act protocol amendment rule clause appendix volume issue episode book
    psalm verse size model mark mach covid sector building ward camp post posts""".split()
)
_STREETS = frozenset("street avenue road square lane drive boulevard st. ave.".split())
_PARTS_OF_TALKS = frozenset(
    """phase phases stage stages step steps round rounds part parts point points way ways time times
    front fronts track tracks issue issues question questions word words level levels section
    sections half halves term terms thing things another hand hands reason reasons option options
    week weeks day days month months year years hour hours minute minutes""".split()
)
_OPPOSITES = frozenset(
    """sides parties camps neighbors neighbours rivals foes adversaries leaders partners governments
    countries states nations groups delegations capitals armies blocs teams unions companies
    ministries presidents ministers""".split()
)
_DEFINITE = frozenset("the these those both their its our his her".split())
_CITED = frozenset("said say says told familiar briefed speaking confirmed with quoted".split())
_NOT_INDIVIDUALS = INFORMANTS | {"leader", "spokesman", "expert", "analyst", "representative"}


def is_label(clause: Clause, number: Number) -> bool:
    """Whether a number names something (*Article 5*, *24/7*, *Group of Seven*)."""
    i, j = number.start, number.stop
    before = clause.word(i - 1)
    start, end = clause.tokens[i].span.start, clause.tokens[j - 1].span.end
    if start > 0 and clause.text[start - 1] in "/:#@_&":
        return True
    if clause.text[end : end + 1] in ("/", "_"):
        return True
    if start > 1 and clause.text[start - 1] in "-–" and clause.text[start - 2].isdigit():
        return True  # the second number of *56-44*
    if clause.text[end : end + 1] == ":" and clause.text[end + 1 : end + 2].isdigit():
        return True
    if before in _LABELS and number.kind in ("digits", "words"):
        return True
    if before == "of" and clause.word(i - 2) == "group" and clause.tokens[i - 2].text[0] == "G":
        plural = clause.tag(j) in ("NNS", "NNPS", "JJ")
        return not plural or clause.tokens[i].text[0].isupper()  # *the Group of 20*
    if before == "." and clause.word(i - 2) in ("no", "nos", "art"):
        return True
    spelled = number.kind == "words" and clause.tokens[i].text[0].isupper()
    if spelled and clause.tag(i - 1) in ("NNP", "NNPS", "DT", "NN"):
        return True  # *Chapter Seven*, *the Big Three*
    return number.value is not None and before == "minus"


def counts_something(clause: Clause, number: Number, counted: Counted, *, hedged: bool) -> bool:
    """Whether a number with a noun behind it is a count that a reader would compare.

    Nobody is counted by *one official*, by *the two diplomats* told of before, by *several sources
    said*; nothing by *the two sides*, *two ways*, *one point*.
    """
    size = number.value if number.value is not None else 0.0
    spelled = number.kind == "words"
    if spelled and size == 0:
        return True
    known = spelled and clause.word(number.start - 1) in _DEFINITE
    if counted.people:
        return _counts_people(clause, number, counted, hedged=hedged, known=known)
    word = clause.words[counted.head]
    plural = clause.tag(counted.head) in ("NNS", "NNPS") or word.endswith("s")
    if word in _STREETS and clause.tokens[counted.head].text[0].isupper():
        return False
    if number.kind == "few":
        return plural and word not in _PARTS_OF_TALKS and word not in _UNCOUNTED
    if number.kind == "vague":
        return True
    if size == 1 and spelled:
        return hedged and word not in _PARTS_OF_TALKS
    if word in _PARTS_OF_TALKS and size <= 12:
        rounds = word == "rounds" and clause.word(counted.stop) == "of"
        return rounds and not known
    if known and (size <= 3 or (word in _OPPOSITES and size <= 6)):
        return False
    if word in ("sides", "camps"):
        return size > 2
    long = number.kind == "digits" and size >= 1000 and "," in clause.words[number.start]
    return plural or counted.unit != word or long or (hedged and size >= 10)


def _counts_people(
    clause: Clause, number: Number, counted: Counted, *, hedged: bool, known: bool
) -> bool:
    word = clause.words[counted.head]
    size = number.value if number.value is not None else 0.0
    cited = cites(clause, counted)
    if number.kind == "few":
        return not cited
    if size == 1 and number.kind == "words":
        speaks = word in _NOT_INDIVIDUALS or word + "s" in INFORMANTS
        return hedged or not (speaks or clause.word(number.stop) == "of")
    if known and cited:
        return False
    return not (known and word in _TALKERS and size <= (2 if word in _GROUPS else 3))


_UNCOUNTED = frozenset(
    """occasions areas aspects matters conditions proposals ideas efforts attempts places cases
    sources reports countries states nations concessions changes measures methods factors lines
    parties sides groups details differences respects problems kinds types forms""".split()
)
"""What *several* or *a few* tells no size of that anybody would compare."""
_GROUPS = frozenset("men women people".split())
_TALKERS = frozenset(
    """leaders ministers presidents officials delegations men women negotiators envoys diplomats
    people officers generals rivals deputies chiefs partners""".split()
)


def cites(clause: Clause, counted: Counted) -> bool:
    """Whether those counted are cited: *two officials said*, *according to three people*."""
    if clause.words[counted.head] not in INFORMANTS or clause.words[counted.head] in HELD:
        return False
    return (
        any(clause.word(k) in _CITED for k in range(counted.stop, counted.stop + 4))
        or "according" in clause.words[max(0, counted.start - 5) : counted.start]
    )
