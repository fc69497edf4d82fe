"""Reports that retell one origin, grouped, each time with the reason.

An origin is the cited outlet or the on-record speaker. Words that a report gives without such a
source belong to the origin in whose words they stand elsewhere. Unnamed people are listed behind
an origin, never joined with anybody and never counted; two origins that count are never made one:
that they share words is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.ledger.origins.wording import QUOTED, near_pairs, words_of
from parley.ledger.queries.ask import Ask, page
from parley.ledger.queries.seen import At, Seen
from parley.ledger.views import Origin, origin_key, origin_of, plain_name
from parley.model import Statement

__all__ = ["OriginRow", "grouped", "origins"]

_LOOKED = 500
_A_ROW = 5
"""Statements looked at: at least so many, and so many for each row of the page."""
_KINDS = {"not_named": "no source named", "report": "the report", "unnamed": "unnamed"}
_DEEDS = ("offer", "reject", "accept", "demand")
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One origin with every report that retells it."""

    number: int
    kind: str
    """outlet, speaker, unnamed, no source named, the report."""
    name: str
    counts: bool
    """Whether it is counted: a cited outlet or somebody on record."""
    reports: tuple[str, ...]
    statements: int
    behind: tuple[str, ...]
    """Unnamed people whom it cites, and where; listed, never joined, never counted."""
    reasons: tuple[str, ...]
    """Why its statements stand together."""
    perhaps_one_with: tuple[int, ...]
    """Numbers of other origins with the same words: one may have it from the other."""
    first: str
    last: str
    """Dates of its reports."""
    entries: tuple[str, ...]
    at: At
    """Its first statement."""


@dataclass
class _Group:
    """An origin while it is put together."""

    origin: Origin
    told: list[int] = field(default_factory=list)
    reasons: dict[str, None] = field(default_factory=dict)
    like: set[_Key] = field(default_factory=set)


def origins(ledger: Ledger, ask: Ask) -> tuple[OriginRow, ...]:
    """A page of origins: those that count first, then by their first statement.

    Only the newest statements that meet the conditions are looked at, five for each row of the
    page and 500 at least; without a limit, all of them.
    """
    looked = None if ask.limit is None else max(_LOOKED, _A_ROW * (ask.limit + ask.offset))
    entries = ledger.claims(
        kind="statement",
        party=ask.parties,
        issue=ask.issues,
        since=ask.since,
        until=ask.until,
        order="newest",
        limit=looked,
    )
    # A claim that two readers found alike comes once; of one day the order is that of reading.
    once = {entry.id: entry for entry in reversed(entries)}
    ordered = sorted(reversed(once.values()), key=lambda entry: entry.published or "~")
    return page(grouped(Seen.of(ledger, ordered)), ask)


def grouped(seen: Seen) -> tuple[OriginRow, ...]:
    """The origins of some statements, oldest first among those that count, then the others."""
    said = [entry for entry in seen.entries if isinstance(entry.record, Statement)]
    keys: list[_Key] = []
    groups: dict[_Key, _Group] = {}
    for n, entry in enumerate(said):
        origin, key = _own(seen, entry)
        group = groups.setdefault(key, _Group(origin))
        if origin.counts and not group.origin.counts:
            group.origin = origin
        group.told.append(n)
        keys.append(key)
    _behind(seen, said, keys, groups)
    _quoted(seen, said, keys, groups)
    _worded(seen, said, keys, groups)
    left = [(key, group) for key, group in groups.items() if group.told]
    left.sort(key=lambda each: (not each[1].origin.counts, min(each[1].told)))
    numbers = {key: n for n, (key, _) in enumerate(left, 1)}
    return tuple(_row(seen, said, numbers, key, group) for key, group in left)


def _own(seen: Seen, entry: Entry) -> tuple[Origin, _Key]:
    """What the statement's own text shows."""
    frame = seen.frame(entry)
    assert isinstance(entry.record, Statement)
    actors = {actor.id: actor for actor in frame.actors}
    origin = origin_of(frame, actors, entry.record)
    return origin, origin_key(origin, frame)


def _move(n: int, key: _Key, keys: list[_Key], groups: dict[_Key, _Group], reason: str) -> None:
    groups[keys[n]].told.remove(n)
    groups[key].told.append(n)
    groups[key].reasons.setdefault(reason)
    keys[n] = key


def _behind(seen: Seen, said: list[Entry], keys: list[_Key], groups: dict[_Key, _Group]) -> None:
    """What unnamed people say alone whom one outlet, and only one, cites in the same report."""
    citing: dict[tuple[str, str, str], set[_Key]] = {}
    for n, entry in enumerate(said):
        if groups[keys[n]].origin.kind == "outlet" and isinstance(entry.record, Statement):
            for link in entry.record.chain[1:]:
                actor = seen.actor(entry, link.actor)
                if actor is not None and actor.anonymity != "named":
                    place = (entry.document, entry.reader, actor.id)
                    citing.setdefault(place, set()).add(keys[n])
    for n, entry in enumerate(said):
        origin = groups[keys[n]].origin
        cited = citing.get((entry.document, entry.reader, origin.actor), set())
        if origin.kind == "unnamed" and len(cited) == 1:
            name = seen.frame(entry).document.name
            who = f"those whom it cites in {name} say more there: {_name(origin)}"
            _move(n, min(cited), keys, groups, who)


def _name(origin: Origin) -> str:
    return origin.name or _KINDS.get(origin.kind, origin.kind)


def _quoted(seen: Seen, said: list[Entry], keys: list[_Key], groups: dict[_Key, _Group]) -> None:
    """Statements that hold the same direct quotation."""
    holding: dict[tuple[str, ...], list[int]] = {}
    shown: dict[tuple[str, ...], str] = {}
    for n, entry in enumerate(said):
        assert isinstance(entry.record, Statement)
        for span in entry.record.quoted:
            text = seen.text(entry, span)
            words = words_of(text)
            if len(words) >= QUOTED:
                holding.setdefault(words, []).append(n)
                shown.setdefault(words, text.strip(" ,.“”\"'‘’"))
    for words, which in holding.items():
        if len({said[n].document for n in which}) > 1:
            why = f'the same quotation in {{}}: "{shown[words]}"'
            _meet(seen, said, which, keys, groups, why)


def _worded(seen: Seen, said: list[Entry], keys: list[_Key], groups: dict[_Key, _Group]) -> None:
    """Statements in different reports whose words are nearly the same."""
    texts = [words_of(seen.text(entry, entry.span)) for entry in said]
    for match in near_pairs(texts):
        one, other = match.one, match.other
        apart = said[one].document != said[other].document and keys[one] != keys[other]
        if apart and len({_speaker(seen, said[n]) for n in (one, other)} - {""}) < 2:
            shown = seen.text(said[one], said[one].span)
            why = f'nearly the same words ({match.likeness:.2f}) in {{}}: "{shown}"'
            _meet(seen, said, [one, other], keys, groups, why)


def _meet(
    seen: Seen,
    said: list[Entry],
    which: Sequence[int],
    keys: list[_Key],
    groups: dict[_Key, _Group],
    why: str,
) -> None:
    """Statements in the same words come to one origin where only one of theirs counts."""
    names = " and ".join(dict.fromkeys(seen.frame(said[n]).document.name for n in which))
    reason = why.format(names)
    counting = list(dict.fromkeys(keys[n] for n in which if groups[keys[n]].origin.counts))
    owner = _owner(seen, said, which, keys, groups)
    if owner is not None:
        counting = [owner]
    elif len(counting) > 1:
        for key in counting:
            groups[key].like.update(other for other in counting if other != key)
            groups[key].reasons.setdefault(reason)
        return
    weak = [n for n in which if groups[keys[n]].origin.kind != "unnamed"]
    goal = counting[0] if counting else keys[weak[0]] if weak else None
    for n in which:
        if goal is None or keys[n] == goal:
            continue
        own = groups[keys[n]].origin
        if own.kind == "unnamed":  # never joined with anybody
            groups[keys[n]].reasons.setdefault(reason)
            groups[keys[n]].like.add(goal)
        elif owner is not None or not own.counts:
            _move(n, goal, keys, groups, reason)


def _owner(
    seen: Seen,
    said: list[Entry],
    which: Sequence[int],
    keys: list[_Key],
    groups: dict[_Key, _Group],
) -> _Key | None:
    """Whose the words are where every report gives them to the same named speaker.

    What somebody says is that speaker's own, though an outlet passes it on. What somebody is told
    to have done (``rejected an offer``) is of the one outlet that is cited for it: a report that
    cites nobody has it from there.
    """
    if len(names := {_speaker(seen, said[n]) for n in which}) != 1 or names == {""}:
        return None
    kind = "outlet" if all(_deed(said[n]) for n in which) else "speaker"
    found = dict.fromkeys(keys[n] for n in which if groups[keys[n]].origin.kind == kind)
    return next(iter(found)) if len(found) == 1 else None


def _speaker(seen: Seen, entry: Entry) -> str:
    """The last source's name; nothing for the report itself and for whom it does not name."""
    record = entry.record
    actor = seen.actor(entry, record.source) if isinstance(record, Statement) else None
    return plain_name(actor.name) if actor and actor.anonymity == "named" else ""


def _deed(entry: Entry) -> bool:
    record = entry.record
    told = isinstance(record, Statement) and record.speech_act in _DEEDS
    return told and isinstance(record, Statement) and record.quote_mode not in ("direct", "mixed")


def _row(
    seen: Seen, said: list[Entry], numbers: dict[_Key, int], key: _Key, group: _Group
) -> OriginRow:
    told = [said[n] for n in sorted(group.told)]
    reports = tuple(dict.fromkeys(seen.frame(entry).document.name for entry in told))
    days = sorted(entry.published for entry in told if entry.published)
    origin = group.origin
    return OriginRow(
        number=numbers[key],
        kind=_KINDS.get(origin.kind, origin.kind),
        name=" ".join(origin.name.split()),
        counts=origin.counts,
        reports=reports,
        statements=len(told),
        behind=tuple(dict.fromkeys(_unnamed(seen, told))),
        reasons=(origin.reason, *group.reasons),
        perhaps_one_with=tuple(sorted(numbers[k] for k in group.like if k in numbers)),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        entries=tuple(entry.id for entry in told),
        at=seen.at(told[0]),
    )


def _unnamed(seen: Seen, told: Sequence[Entry]) -> Iterator[str]:
    """Whom its statements cite without a name, each with the report that says so."""
    for entry in told:
        if isinstance(entry.record, Statement) and entry.through:
            for link in entry.record.chain:
                actor = seen.actor(entry, link.actor)
                if actor is not None and actor.anonymity != "named":
                    yield f"{actor.name} ({seen.frame(entry).document.name})"
