"""What the reader finds in the open texts, kept as offsets, values and hashes: no words of theirs.

A change shows as a diff of places; whoever makes it opens the text beside it before accepting.
Which texts are open is a rule, not a list: the SHA-256 of the file's name ends in 0 to 7.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from parley.model import Reading, Span, Statement, Term
from parley.reading import read
from tests.golden import Golden
from tests.reading.readings_checked import check

STEMS = """voa_montreal_climate voa_uganda_lra_accord wikinews_questionnaire voa_lebanon_arab_league
    voa_nyc_transit_strike voa_safrica_public_wages wikinews_korea voa_asean_korea_fta
    voa_darfur_abuja_deadline voa_darfur_attacks_halt voa_osthoff_ultimatum
    voa_syria_israel_renewal wce_gaza_plan_oct2025 wce_coalitions_2025 voa_mastrogiacomo_proof
    wce_gaza_ceasefire_jan2025 voa_india_pakistan_third_round wce_strikes_2025_2026""".split()


def is_open(path: Path) -> bool:
    """A text is open by the hash of its name."""
    return hashlib.sha256(path.name.encode()).hexdigest()[-1] in "01234567"


def mark(words: str | None) -> str | None:
    """A hash in place of words: the same ones give the same mark."""
    return words and hashlib.sha256(words.encode()).hexdigest()[:8]


def place(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def chain(statement: Statement) -> list[str]:
    return [f"{mark(link.actor)} {link.link}" for link in statement.chain]


def term(one: Term) -> list[Any]:
    return [one.action, mark(one.issue), mark(one.value), *(place(one.span) or ())]


def digest(reading: Reading) -> dict[str, list[Any]]:
    """A reading without a word of its text; names are marks."""
    return {
        "document": [reading.document.sha256, len(reading.sentences), reading.negotiation],
        "actors": sorted(
            [mark(a.id), a.type, a.anonymity, mark(a.represents), len(a.mentions)]
            for a in reading.actors
        ),
        "statements": [
            [s.speech_act, s.act, s.quote_mode, place(s.content), *chain(s)]
            for s in reading.statements
        ],
        "figures": [
            [f.comparator, f.value, mark(f.unit), f.basis, place(f.span)] for f in reading.figures
        ],
        "timexes": [[t.type, t.value, place(t.span)] for t in reading.timexes],
        "proposals": [
            [p.kind, p.status, [mark(a) for a in p.by], [mark(a) for a in p.to],
             [term(t) for t in p.gives], [term(t) for t in p.wants]]
            for p in reading.proposals
        ],
        "preconditions": [
            [c.order, [mark(a) for a in c.holder], term(c.required_first), term(c.then)]
            for c in reading.preconditions
        ],
        "exchanges": [
            [x.modality, place(x.marker), place(x.side_a), place(x.side_b)]
            for x in reading.exchanges
        ],
        "events": [
            [e.act, e.modality, [mark(a) for a in e.source], [mark(a) for a in e.target],
             place(e.trigger)]
            for e in reading.events
        ],
        "relations": [[r.type, *r.items, place(r.span)] for r in reading.relations],
    }  # fmt: skip


def compact(found: dict[str, list[Any]]) -> str:
    """One line an entry, so that a diff shows what changed."""
    parts = []
    for kind, entries in found.items():
        lines = ",\n".join("  " + json.dumps(entry) for entry in entries)
        parts.append(f' "{kind}": [\n{lines}\n ]' if lines else f' "{kind}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def text_of(shared: Path, stem: str) -> str:
    path = shared / "corpus" / "news" / f"{stem}.txt"
    assert is_open(path), f"{stem} is closed"
    return path.read_bytes().decode("utf-8")


def test_these_are_the_open_texts(shared: Path) -> None:
    folder = shared / "corpus" / "news"
    assert sorted(STEMS) == sorted(p.stem for p in folder.glob("*.txt") if is_open(p))


@pytest.mark.parametrize("stem", sorted(STEMS))
def test_readings_of_open_texts_are_as_they_were(shared: Path, golden: Golden, stem: str) -> None:
    reading = read(text_of(shared, stem))
    check(reading)
    golden(f"reading/{stem}.json", compact(digest(reading)))


@pytest.mark.parametrize("stem", sorted(STEMS))
def test_golden_files_hold_no_words(stem: str) -> None:
    """Ids and kinds of ours, numbers and hashes: nothing that a text could be told from."""
    home = Path(__file__).parents[1] / "golden" / "reading" / f"{stem}.json"
    kept = json.loads(home.read_text(encoding="utf-8"))
    longest = max(len(word) for word in words_in(kept))
    assert longest <= 64
    assert not [word for word in words_in(kept) if " " in word and len(word.split()) > 2]


def words_in(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [word for part in node.values() for word in words_in(part)]
    if isinstance(node, list):
        return [word for part in node for word in words_in(part)]
    return [node] if isinstance(node, str) else []
