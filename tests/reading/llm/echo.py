"""What a model would answer that reads just as the rules do: their reading, as words alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from parley.model import Reading, Span, Term

C = TypeVar("C")


def echo(reading: Reading, passage: Span) -> dict[str, Any]:
    """The claims of a reading that stand in a passage, with no place and no value of any."""
    text = reading.document.text

    def words(span: Span | None) -> str | None:
        return text[span.start : span.end] if span else None

    def here(claims: Iterable[C], place: str) -> list[C]:
        return [c for c in claims if (s := getattr(c, place)) is not None and s in passage]

    def term(each: Term) -> dict[str, Any]:
        return {"words": words(each.span), "actor": list(each.actor), "action": each.action,
                "negated": each.negated}  # fmt: skip

    times = {t.id: words(t.span) for t in reading.timexes}
    return {
        "actors": [
            {"key": a.id, "name": next((words(m) for m in a.mentions if m in passage), a.name),
             "type": a.type, "anonymity": a.anonymity, "represents": a.represents,
             "members": list(a.members)}
            for a in reading.actors
        ],
        "statements": [
            {"key": s.id, "content": words(s.content), "cues": [words(c) for c in s.cues],
             "chain": [{"actor": k.actor, "words": words(k.span)} for k in s.chain],
             "speech_act": s.speech_act, "act": s.act, "factuality": s.factuality,
             "time": times.get(s.time or ""), "to": list(s.to), "reciprocal": s.reciprocal}
            for s in here(reading.statements, "content")
        ],
        "figures": [
            {"words": words(f.span), "number": words(f.number_span), "hedge": words(f.hedge_span),
             "comparator": f.comparator, "unit": f.unit, "basis": f.basis}
            for f in here(reading.figures, "span")
        ],
        "timexes": [
            {"words": words(t.span), "type": t.type} for t in here(reading.timexes, "span")
        ],
        "proposals": [
            {"kind": p.kind, "by": list(p.by), "to": list(p.to), "status": p.status,
             "statements": list(p.statements), "gives": list(map(term, p.gives)),
             "wants": list(map(term, p.wants)), "status_by": list(p.status_by)}
            for p in here(reading.proposals, "span")
        ],
        "preconditions": [
            {"holder": list(c.holder), "statement": c.statement, "order": c.order,
             "required_first": term(c.required_first), "then": term(c.then),
             "markers": [words(m) for m in c.markers]}
            for c in here(reading.preconditions, "span")
        ],
        "exchanges": [
            {"marker": words(x.marker), "side_a": words(x.side_a), "side_b": words(x.side_b),
             "a_by": list(x.a_by), "b_by": list(x.b_by), "modality": x.modality}
            for x in here(reading.exchanges, "marker")
        ],
        "events": [
            {"trigger": words(e.trigger), "words": words(e.span), "act": e.act,
             "source": list(e.source), "target": list(e.target), "modality": e.modality}
            for e in here(reading.events, "span")
        ],
    }  # fmt: skip
