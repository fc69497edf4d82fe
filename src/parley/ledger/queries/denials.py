"""Which statement a denial denies, as far as the texts show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.ledger.entries import Entry
from parley.ledger.queries.seen import Seen
from parley.model import NARRATOR, Statement

__all__ = ["Denied", "denials_in", "stems"]

_WORD = re.compile(r"[^\W\d_]{4,}")
_SHORT = 3
"""A denial of so few words (``the accusation``, ``this``, ``breaking it``) points backwards."""
_STEM = 5
_ACCEPTS = ("accept", "concede")


@dataclass(frozen=True, slots=True)
class Denied:
    """A claim and what was said against it, either of which may not be found."""

    claim: Entry | None
    denial: Entry | None
    reason: str


def stems(words: str) -> frozenset[str]:
    """The beginnings of the longer words, to see whether two texts speak of one thing.

    Examples
    --------
    >>> sorted(stems("The truce was broken")), sorted(stems("to have broken any truces"))
    (['broke', 'truce'], ['broke', 'have', 'truce'])
    """
    return frozenset(word[:_STEM] for word in _WORD.findall(words.casefold()))


def denials_in(seen: Seen) -> Iterator[Denied]:
    """Denials in one document with what they deny, and accusations that it leaves unanswered.

    Parameters
    ----------
    seen : Seen
        All statements of one document, by one reader, in the order of places.
    """
    said = [e for e in seen.entries if isinstance(e.record, Statement)]
    answered: set[str] = set()
    for n, entry in enumerate(said):
        record = entry.record
        if not isinstance(record, Statement) or record.speech_act != "deny":
            continue
        claim, reason = _claim(seen, said[:n], entry)
        if claim is not None:
            answered.add(claim.id)
        yield Denied(claim, entry, reason)
    for entry in said:
        record = entry.record
        accuses = isinstance(record, Statement) and record.act == "accuse_breach"
        accepts = entry.act in _ACCEPTS and entry.through
        if (accuses or accepts) and entry.id not in answered:
            yield Denied(entry, None, "")


def _claim(seen: Seen, before: Sequence[Entry], denial: Entry) -> tuple[Entry | None, str]:
    """The nearest statement before a denial that is made about, or against, who denies."""
    who = _sides(seen, denial, denial.by)
    words = stems(seen.text(denial, denial.span))
    short = len(seen.text(denial, denial.span).split()) <= _SHORT
    for reach in (_accuses, _reports, _mentions):
        for entry in reversed(before):
            record = entry.record
            if not isinstance(record, Statement) or record.speech_act == "deny":
                continue
            reason = reach(seen, entry, record, who)
            shared = words & stems(seen.text(entry, entry.span))
            if reason and (short or shared or record.speech_act == "accuse"):
                return entry, reason
    return None, "what it denies was not found in the report"


def _sides(seen: Seen, entry: Entry, ids: Sequence[str]) -> set[str]:
    """Who speaks, and whom they speak for."""
    found = {*ids}
    for id in ids:
        actor = seen.actor(entry, id)
        if actor is not None:
            found |= {each for each in (actor.represents, actor.part_of, *actor.members) if each}
    return found - {NARRATOR}


def _accuses(seen: Seen, entry: Entry, record: Statement, who: set[str]) -> str:
    against = record.speech_act == "accuse" and who & {*record.to, *record.about}
    return "A accuses whoever says B" if against and not record.reciprocal else ""


def _reports(seen: Seen, entry: Entry, record: Statement, who: set[str]) -> str:
    """Somebody else says that they said or agreed to it."""
    return "others say A of whoever says B" if entry.through and who & {*entry.by} else ""


def _mentions(seen: Seen, entry: Entry, record: Statement, who: set[str]) -> str:
    own = _sides(seen, entry, entry.by)
    of_them = who & {*record.about, *record.to}
    return "A speaks of whoever says B, in like words" if of_them and not own & who else ""
