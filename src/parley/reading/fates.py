"""What is said to have happened to people counted: killed, injured, displaced, held, freed."""

from __future__ import annotations

from parley.reading.counted import Clause, Counted, read_counted
from parley.reading.lexicon.people import HELD

__all__ = ["basis_of", "where_of"]

_STEMS = {
    "killed": """kill kills killed killing murder murdered murdering slain slay slaughtered
        slaughtering massacred massacring executed executing die dies died dying dead death deaths
        perished assassinated beheaded""",
    "injured": "wound wounds wounded wounding injure injures injured injuring hurt maimed",
    "displaced": "displace displaces displaced displacing uprooted uprooting homeless displacement",
    "held": """hold holds held holding detain detains detained detaining detention kidnapped
        kidnapping kidnap abducted abducting abduction captured capturing seized seizing jailed
        jailing imprisoned imprisoning remain remains remained remaining captivity""",
    "freed": """free frees freed freeing release releases released releasing liberate liberated
        liberating swap exchange handover repatriated""",
    "missing": "missing disappeared unaccounted",
    "arrested": "arrest arrests arrested arresting",
    "evacuated": "evacuate evacuated evacuating evacuation",
}
_BASIS = {word: basis for basis, words in _STEMS.items() for word in words.split()}
_HEADS = {
    **{
        "dead": "killed",
        "deceased": "killed",
        "deaths": "killed",
        "fatalities": "killed",
        "lives": "killed",
    },
    **{"wounded": "injured", "injured": "injured", "injuries": "injured"},
    **{"refugees": "displaced", "displaced": "displaced", "missing": "missing"},
    **{"homeless": "displaced", "evacuees": "evacuated"},
}
_ACTIVE_ONLY = frozenset("exchange swap free death deaths detention captivity displacement".split())
_NOT_BEFORE = frozenset("dead remain remains remained remaining died missing homeless".split())
_GO_ON = frozenset(
    """who that which were was have has had been are is being be to believed reported feared
    thought estimated said known also still reportedly already now currently allegedly so far
    more others there left got get may might could would will shall must should""".split()
)
_NEVER_ACTIVE = frozenset("remain remains remaining remained died dead missing".split())
_BE = frozenset("were was been are is being be got".split())
_BACK = frozenset(("of", "and", "or", "for", ","))
_HAND = frozenset("hand hands handed handing".split())
_REACH_ON, _REACH_BACK = 16, 12


def basis_of(clause: Clause, figure: tuple[int, int], counted: Counted | None) -> str | None:
    """What the clause says of the people counted; None where it says nothing.

    Parameters
    ----------
    clause : Clause
    figure : tuple of int
        Where the figure, its hedge and its noun included, starts and stops.
    counted : Counted or None

    Notes
    -----
    In this order: the phrase itself (*displaced Palestinians*), what is said behind it (*were
    killed*), what is said before it (*the release of*), being held, the noun (*captives*).
    """
    if counted is not None:
        for word in clause.words[counted.start : counted.stop]:
            if word in _HEADS:
                return _HEADS[word]
    after = _after(clause, figure[1])
    if after is not None and after != "held":
        return after
    before = _before(clause, figure[0])
    if before is not None or after is not None:
        return before or after
    return "held" if counted is not None and clause.words[counted.head] in HELD else None


def _after(clause: Clause, i: int) -> str | None:
    """*… were killed*, *… held in the north*, *… and 1,200 others being killed*."""
    passive = False
    stop = min(clause.stop, i + _REACH_ON)
    while i < stop:
        word = clause.words[i]
        if word == "," and clause.word(i + 1) in ("including", "among"):
            close = next((k for k in range(i + 1, stop) if clause.words[k] == ","), None)
            if close is None:
                return None
            i = close + 1
            continue
        if word in ("and", ","):
            behind = _behind_next_figure(clause, i + 1)
            if behind is None and not (word == "," and clause.word(i + 1) in _GO_ON):
                return None
            i = behind or i + 1
            continue
        basis = _BASIS.get(word)
        if basis is not None and word not in _ACTIVE_ONLY:
            return basis if passive or not _has_object(clause, i + 1) else None
        if word not in _GO_ON and clause.tag(i) != "RB":
            return None
        if word == "said" and not passive:
            return None  # *its 30 readers said two people died*
        passive = passive or word in _BE
        i += 1
    return None


def _behind_next_figure(clause: Clause, i: int) -> int | None:
    """Where another counted phrase (*and some 1,200 Israelis*) stops."""
    for k in range(i, i + 4):
        number = clause.number(k)
        if number is not None and number.kind != "few":
            counted = read_counted(clause, number.stop)
            return counted.stop if counted else number.stop
    return None


def _has_object(clause: Clause, i: int) -> bool:
    """A verb with an object tells what these people did, not what befell them."""
    if clause.word(i - 1) in _NEVER_ACTIVE or i in clause.taken:
        return False
    return clause.tag(i).startswith(("DT", "PRP", "NN", "CD", "JJ")) and (
        clause.word(i) not in ("dead", "hostage", "captive", "last", "this", "there", "near")
    )


def _before(clause: Clause, i: int) -> str | None:
    """*The release of …*, *killing …*, *killed 20 men, 10 women and …*."""
    for k in range(i - 1, max(0, i - _REACH_BACK) - 1, -1):
        word = clause.words[k]
        if word == "over" and clause.word(k - 1) in _HAND:
            return "freed"
        if word in _BASIS and word not in _NOT_BEFORE:
            if word in ("exchange", "swap") and clause.word(k + 1) != "of":
                return None
            if clause.word(k - 1) in _BE and k < i - 1:
                return None  # *they were killed and 40 houses burnt*
            return _BASIS[word]
        nominal = clause.tag(k).startswith(("DT", "PRP$", "JJ", "NN", "CD", "POS", "RB"))
        if not (nominal or word in _BACK):
            return None
    return None


_HELD_WORDS = frozenset(
    "held remain remains remaining remained detained jailed kept captive".split()
)


def where_of(clause: Clause, i: int) -> str | None:
    """Where people are held, as the words behind them say: ``in Gaza``, ``by Norland``."""
    stop = min(clause.stop, i + 10)
    while i < stop and i not in clause.taken:
        word = clause.words[i]
        if word in ("in", "by", "inside", "at"):
            return _place(clause, i)
        if word not in _GO_ON and word not in _HELD_WORDS:
            return None
        i += 1
    return None


def _place(clause: Clause, i: int) -> str | None:
    """The words of ``in northern Gaza``; None for ``in exchange``, ``by Wednesday``."""
    if clause.words[i] == "by" and clause.word(i - 1) not in _HELD_WORDS:
        return None
    j = start = i + 1 + (clause.word(i + 1) in ("the", "its", "their"))
    named = False
    while j < min(clause.stop, start + 4) and j not in clause.taken:
        token = clause.tokens[j]
        if not (token.tag.startswith(("NN", "JJ")) and token.text[0].isalpha()):
            break
        capital = token.text[0].isupper()
        if named and not capital and clause.words[j] not in ("jails", "prisons", "custody"):
            break
        named = named or capital
        j += 1
    return " ".join(token.text for token in clause.tokens[i:j]) if named else None
