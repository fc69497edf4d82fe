"""A report of our own and what a careful model would answer about it."""

from __future__ import annotations

import hashlib
from typing import Any

from parley.model import Document, Reading, Span

TEXT = """\
The Tarn Courier, citing two aides, reported on Friday that Norland offered to free around 40 \
detainees in exchange for a week-long halt to the fighting.

Sudland rejected the offer. “We will talk only if every soldier leaves the valley,” its foreign \
minister, Ana Ruiz, said. Officials in Oslo said that at least 12 people were killed on Tuesday.
"""

GOOD: dict[str, Any] = {
    "actors": [
        {"key": "paper", "name": "The Tarn Courier", "type": "news_organisation"},
        {"key": "aides", "name": "two aides", "type": "unnamed_group", "anonymity": "unnamed"},
        {"key": "n", "name": "Norland", "type": "state"},
        {"key": "s", "name": "Sudland", "type": "state"},
        {"key": "ruiz", "name": "Ana Ruiz", "type": "person", "represents": "s"},
        {"key": "off", "name": "Officials in Oslo", "type": "unnamed_group",
         "anonymity": "role_only"},
    ],
    "statements": [
        {"key": "s1", "content": "Norland offered to free around 40 detainees in exchange for a "
         "week-long halt to the fighting", "cues": ["reported"], "speech_act": "report",
         "chain": [{"actor": "paper", "words": "The Tarn Courier"},
                   {"actor": "aides", "words": "two aides"}],
         "act": "comment", "time": "Friday"},
        {"key": "s2", "content": "to free around 40 detainees in exchange for a week-long halt to "
         "the fighting", "chain": ["paper", "aides", "n"], "cues": ["offered"],
         "speech_act": "offer", "act": "offer", "to": ["s"]},
        {"key": "s3", "content": "the offer", "chain": [{"actor": "s", "words": "Sudland"}],
         "cues": ["rejected"], "speech_act": "reject", "act": "reject", "to": ["n"]},
        {"key": "s4", "content": "\"We will talk only if every soldier leaves the valley\"",
         "chain": [{"actor": "ruiz", "words": "Ana Ruiz"}], "cues": ["said"],
         "speech_act": "demand", "act": "precondition", "factuality": "conditional"},
        {"key": "s5", "content": "at least 12 people were killed on Tuesday",
         "chain": ["off"], "cues": ["said"], "speech_act": "report", "act": "comment",
         "factuality": "CT+", "time": "Tuesday"},
    ],
    "figures": [
        {"words": "around 40 detainees", "number": "40", "hedge": "around",
         "comparator": "approx", "unit": "people", "counted": "detainees", "basis": "offered"},
        {"words": "at least 12 people", "number": "12", "hedge": "at least", "comparator": "ge",
         "unit": "people", "counted": "people", "basis": "killed"},
    ],
    "timexes": [{"words": "Friday", "type": "DATE"}, {"words": "week-long", "type": "DURATION"},
                {"words": "Tuesday"}],
    "proposals": [
        {"kind": "offer", "by": ["n"], "to": ["s"], "statements": ["s2"],
         "gives": [{"words": "free around 40 detainees", "actor": ["n"], "action": "release"}],
         "wants": [{"words": "a week-long halt to the fighting", "actor": ["s"],
                    "action": "halt"}],
         "status": "rejected", "status_by": ["s"], "status_words": "rejected"},
    ],
    "preconditions": [
        {"holder": ["s"], "statement": "s4", "order": "only_if", "markers": ["only if"],
         "required_first": {"words": "every soldier leaves the valley", "actor": ["n"],
                            "action": "withdrawal"},
         "then": {"words": "talk", "actor": ["s"], "action": "talks"}},
    ],
    "exchanges": [
        {"marker": "in exchange for", "side_a": "free around 40 detainees",
         "side_b": "a week-long halt to the fighting", "a_by": ["n"], "b_by": ["s"],
         "modality": "offered", "statement": "s2"},
    ],
    "events": [
        {"trigger": "killed", "words": "at least 12 people were killed on Tuesday", "act": "kill",
         "modality": "reported", "time": "Tuesday", "statement": "s5"},
    ],
}  # fmt: skip


def document(text: str = TEXT, **more: Any) -> Document:
    more.setdefault("name", "report.txt")
    more.setdefault("published", "2026-03-08")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(digest, text, **more)


def words(reading: Reading, span: Span | None) -> str:
    return "" if span is None else reading.document.text[span.start : span.end]
