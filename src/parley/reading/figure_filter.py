"""Numbers that count nothing: *phase two*, *the two sides*, *Resolution 1701*, *Smith, 45,*."""

from __future__ import annotations

from parley.reading.counted import Clause, Counted
from parley.reading.lexicon.people import HELD, INFORMANTS
from parley.reading.numbers import Number

__all__ = ["counts_something", "is_label"]

_LABELS = frozenset(
    """phase stage article articles resolution chapter section paragraph page channel number no no.
    nos flight route highway level type part point clause version annex step line room brigade
    battalion division day round area zone protocol grade aged age turned figure item category
    article district apollo boeing airbus""".split()
)
_PARTS_OF_TALKS = frozenset(
    """phase phases stage stages step steps round rounds part parts point points way ways time times
    front fronts track tracks issue issues question questions word words level levels section
    sections half halves term terms thing things another hand hands reason reasons option options
    week weeks day days month months year years hour hours minute minutes""".split()
)
_OPPOSITES = frozenset(
    "sides parties camps neighbors neighbours rivals foes adversaries leaders".split()
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
    if clause.text[end : end + 1] == ":" and clause.text[end + 1 : end + 2].isdigit():
        return True
    if before in _LABELS or (
        before == "of" and clause.word(i - 2) in ("group", "out")  # *9 out of 10*
    ):
        return True
    if before == "." and clause.word(i - 2) in ("no", "nos", "art"):
        return True
    spelled = number.kind == "words" and clause.tokens[i].text[0].isupper()
    if spelled and clause.tag(i - 1) in ("NNP", "NNPS", "DT", "NN"):
        return True  # *Chapter Seven*, *the Big Three*
    return number.value is not None and before == "minus"


def counts_something(clause: Clause, number: Number, counted: Counted, *, hedged: bool) -> bool:
    """Whether a number with a noun behind it is a count that a reader would compare."""
    word = clause.words[counted.head]
    size = number.value if number.value is not None else 0.0
    if number.kind == "few":
        return (counted.people and not _cites(clause, counted)) or word in _OFTEN_COUNTED
    if counted.people:
        if size == 1 and number.kind == "words":
            return word not in _NOT_INDIVIDUALS and clause.word(number.stop) != "of"
        if size < 10 and number.kind == "words" and _cites(clause, counted):
            return False
        anaphoric = clause.word(number.start - 1) in _DEFINITE and size <= 3
        return not (anaphoric and number.kind == "words" and word in _TALKERS)
    if number.kind == "vague":
        return True
    if (word in _PARTS_OF_TALKS and size <= 12) or (word in _OPPOSITES and size <= 2):
        return False
    if size == 1 and number.kind == "words":
        return False
    if clause.word(number.start - 1) in _DEFINITE and size <= 3 and number.kind == "words":
        return False
    plural = clause.tag(counted.head) in ("NNS", "NNPS") or word.endswith("s")
    return plural or counted.unit != word or (hedged and size >= 10)


_OFTEN_COUNTED = frozenset("trucks villages houses homes towns schools seats".split())
_TALKERS = frozenset(
    """leaders ministers presidents officials delegations men women negotiators envoys diplomats
    people officers generals rivals deputies chiefs""".split()
)


def _cites(clause: Clause, counted: Counted) -> bool:
    """*Two officials said*, *according to three people familiar with the talks*."""
    if clause.words[counted.head] not in INFORMANTS or clause.words[counted.head] in HELD:
        return False
    return (
        any(clause.word(k) in _CITED for k in range(counted.stop, counted.stop + 4))
        or "according" in clause.words[max(0, counted.start - 5) : counted.start]
    )
