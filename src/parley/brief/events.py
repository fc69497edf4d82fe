"""How a brief tells of events: who did what, done or planned, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parley.brief.material import Material
from parley.brief.page import later
from parley.brief.report import Report
from parley.brief.tree import Inline, Line
from parley.brief.words import capital, flow, line
from parley.model import NARRATOR, UNSPECIFIED, Event, Span

__all__ = ["BEFORE", "GROUND", "TALK", "told"]

TALK = frozenset({"meet", "mediate", "talks", "negotiate", "attend", "arrive", "visit", "consult"})
"""Events of talking, by the lexicon's concepts."""
BEFORE = frozenset({"agree", "truce", "sign", "end", "collapse", "expire", "extend", "deliver"})
"""Events of earlier deals."""
GROUND = frozenset(
    {
        "fight", "attack", "strike", "bomb", "kill", "evacuate", "displace", "withdraw", "advance",
        "protest", "walk_out", "blockade", "seize", "arrest", "destroy", "offensive", "halt",
    }
)  # fmt: skip
"""Events on the ground."""
_GROUND_PLOVER = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CRIME", "SANCTION"})

_SIDES = 3

_MODES = {
    "planned": "planned, not reported done",
    "ongoing": "under way",
    "near_end": "said to be near its end",
    "estimated": "estimated",
}


_POSITIONS = ("offer", "accept", "threaten")


def _happened(report: Report, event: Event) -> bool:
    """Whether it is more than words, and no mere part of a position that is told elsewhere."""
    statement = report.statement(event.statement)
    position = statement is not None and statement.speech_act in _POSITIONS
    return not event.spoken and not (position and event.modality == "planned")


def _belongs(event: Event, acts: frozenset[str]) -> bool:
    if acts is GROUND:
        elsewhere = event.act in TALK or event.act in BEFORE
        return event.act in acts or (not elsewhere and event.plover in _GROUND_PLOVER)
    return event.act in acts


def told(material: Material, acts: frozenset[str], shown: int) -> Iterator[Line]:
    """Tell of events of one kind, one sentence of the brief for each telling.

    Events whose words lie inside another's are told with it. What is only planned is said so.
    Where a page is full, each side keeps its first, so that no side's deeds stand alone.
    """
    n, seen = 0, set[frozenset[str]]()
    for report in material.telling:
        happened = (e for e in report.reading.events if _happened(report, e))
        events = [e for e in happened if _belongs(e, acts)]
        outer = [e for e in events if not any(_inside(e, other) for other in events)]
        for event in sorted(outer, key=lambda e: e.span):
            inner = [e for e in events if e.span in event.span]
            side = _side(report, event)
            first = bool(side) and side not in seen and len(seen) < _SIDES
            seen.add(side)
            yield _tell(report, event, inner, rank=min(n, 1) if first else later(n, shown))
            n += 1


def _side(report: Report, event: Event) -> frozenset[str]:
    """Whose deed it is; where the text does not say, who tells it."""
    statement = report.statement(event.statement)
    keys = event.source or ((statement.source,) if statement is not None else ())
    sides = {report.side(member) for key in keys for member in report.members(key)}
    press = {a.id for a in report.reading.actors if a.type == "news_organisation"}
    return frozenset(sides - press - {NARRATOR, UNSPECIFIED})


def _inside(event: Event, other: Event) -> bool:
    if event is other or event.span not in other.span:
        return False
    return event.span != other.span or other.id < event.id


def _tell(report: Report, event: Event, inner: Iterable[Event], rank: int) -> Line:
    speaker = _speaker(report, event)
    modes = dict.fromkeys(_MODES[e.modality] for e in inner if e.modality in _MODES)
    mode = f"({', '.join(modes)})" if modes else ""
    return line(
        speaker,
        report.quote(event.span),
        mode,
        report.at(event.span),
        ".",
        ground=report.ground(*(e.id for e in inner), event.statement),
        rank=rank,
    )


def _speaker(report: Report, event: Event) -> tuple[Inline, ...]:
    """Who did it, where the words quoted do not say; else who tells it, and always as teller.

    What stands before a bare colon did it, so whoever only tells of it is said to say so.
    """
    statement = report.statement(event.statement)
    through = report.through(statement, ()) if statement is not None else (NARRATOR,)
    doers = tuple(key for key in event.source if not _named(report, key, event.span))
    if statement is None or through == (NARRATOR,):
        return flow(f"{capital(report.names(doers) if doers else report.itself)}:")
    says = report.says(statement, ())
    if through == (UNSPECIFIED,):
        says = flow("a source not named")
    said = flow(says, "," if len(through) > 1 else "")
    if statement.speech_act == "accuse":
        if statement.reciprocal:
            return flow(said, "each said of the other:")
        doers = tuple(key for key in event.source if key not in through) or statement.to
        return flow(said, f"said of {report.names(doers)}:" if doers else "said of another:")
    own = {report.side(member) for key in through for member in report.members(key)}
    of = "" if own & {report.side(key) for key in doers} else report.names(doers)
    return flow(said, f"said of {of}:" if of else "said:")


def _named(report: Report, key: str, span: Span) -> bool:
    actor = report.actor(key)
    return actor is not None and any(mention in span for mention in actor.mentions)
