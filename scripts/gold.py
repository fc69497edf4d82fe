"""Turn an annotation written with the text's words (YAML) into gold by offsets and hash (JSON).

    python scripts/gold.py ANNOTATION.yaml TEXT.txt GOLD.json [--words]

Every place is given as its exact words. Where the words occur more than once, the place nearest
to the entry's own is taken (a cue near its content), or ``@2`` after the words names the second
occurrence. ``--words`` keeps the words in the gold, for texts that are our own; without it
nothing of the text is copied. All faults are told at once; then nothing is written.
See tests/data/gold/GUIDE.md for what an annotation holds.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SPEECH_ACTS = set("report reject demand offer accept threaten accuse deny estimate belief".split())
SPEECH_ACTS.add("assert")
COMPARATORS = set("eq approx gt ge lt le range vague all".split())
SINGLE = {
    "statements": ("content",),
    "figures": ("words", "number", "hedge"),
    "timexes": ("words",),
    "proposals": (),
    "preconditions": ("first", "then"),
    "exchanges": ("marker", "side_a", "side_b"),
    "events": ("trigger",),
}
SEVERAL = {"statements": ("cues", "hedges"), "preconditions": ("markers",)}
PREFIX = {
    "statements": "s", "figures": "f", "timexes": "t", "proposals": "p",
    "preconditions": "c", "exchanges": "x", "events": "v",
}  # fmt: skip


class Places:
    """Finds words in one text and keeps what was wrong."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[str] = []

    def find(
        self, words: str, where: str, near: tuple[int, int] | None, inside: bool = False
    ) -> list[int] | None:
        """Find the place of words; a fault where it is not clear."""
        bare, nth = words, 0
        if match := re.fullmatch(r"(.*)@(\d+)", words, re.S):
            bare, nth = match.group(1), int(match.group(2))
        hits = [m.start() for m in re.finditer(re.escape(bare), self.text)]
        whole = [h for h in hits if self._whole(h, h + len(bare))]
        hits = whole or hits
        if inside and near and not nth:
            hits = [h for h in hits if near[0] <= h and h + len(bare) <= near[1]] or hits
        if not hits:
            self.faults.append(f"{where}: not in the text: {bare!r}")
            return None
        if nth:
            if nth > len(hits):
                self.faults.append(f"{where}: {bare!r} occurs only {len(hits)} times")
                return None
            start = hits[nth - 1]
        elif len(hits) == 1:
            start = hits[0]
        elif near:
            start = min(hits, key=lambda h: max(near[0] - h - len(bare), h - near[1], 0))
        else:
            self.faults.append(f"{where}: {bare!r} occurs {len(hits)} times; add @1, @2, …")
            return None
        return [start, start + len(bare)]

    def _whole(self, start: int, end: int) -> bool:
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        first, last = self.text[start], self.text[end - 1]
        return not (before.isalnum() and first.isalnum()) and not (
            last.isalnum() and after.isalnum()
        )


def compiled(source: dict[str, Any], text: str, keep: bool) -> tuple[dict[str, Any], list[str]]:
    """Turn an annotation into gold, with every fault."""
    places = Places(text)
    actors = source.get("actors") or {}
    gold: dict[str, Any] = {
        "schema": "neg-gold/0.1",
        "document": {"sha256": hashlib.sha256(text.encode()).hexdigest(), "chars": len(text)},
        "published": str(source["published"]) if source.get("published") else None,
        "negotiation": bool(source.get("negotiation", True)),
        "actors": {name: _actor(entry, places, name, keep) for name, entry in actors.items()},
    }
    for layer, prefix in PREFIX.items():
        gold[layer] = [
            _entry(layer, f"{prefix}{n}", raw, places, set(actors), keep)
            for n, raw in enumerate(source.get(layer) or [], 1)
        ]
    gold["counts"] = {layer: len(gold[layer]) for layer in PREFIX}
    return gold, places.faults


def _actor(entry: dict[str, Any], places: Places, name: str, keep: bool) -> dict[str, Any]:
    made = {k: v for k, v in entry.items() if k not in ("also", "name")}
    if entry.get("members"):
        made["members"] = list(entry["members"])
    mentions = []
    for words in (entry.get("name"), *(entry.get("also") or [])):
        if not words:
            continue
        bare = str(words).split("@")[0]
        mentions += [[m.start(), m.end()] for m in re.finditer(re.escape(bare), places.text)]
    made["mentions"] = sorted(mentions)
    made["name"] = str(entry.get("name", name))
    if keep:
        made["also"] = list(entry.get("also") or [])
    return made


def _entry(
    layer: str, name: str, raw: dict[str, Any], places: Places, actors: set[str], keep: bool
) -> dict[str, Any]:
    made: dict[str, Any] = {"id": name}
    near: tuple[int, int] | None = None
    for key in SINGLE[layer]:
        if raw.get(key) is None:
            continue
        span = places.find(str(raw[key]), f"{name}.{key}", near, layer == "figures")
        target = "span" if key == "words" else key
        made[target] = span
        if keep:
            made.setdefault("words", str(raw[key]).split("@")[0])
        if span and near is None:
            near = (span[0], span[1])
    for key in SEVERAL.get(layer, ()):
        made[key] = [places.find(str(w), f"{name}.{key}", near) for w in raw.get(key) or []]
    if layer == "proposals":
        for side in ("gives", "wants"):
            made[side] = [_term(t, f"{name}.{side}", places) for t in raw.get(side) or []]
    for key, value in raw.items():
        if key not in made and key != "words":
            made[key] = value
    for key in ("chain", "by", "to", "holder", "a_by", "b_by", "source", "target", "status_by"):
        for actor in _many(made.get(key)):
            if actor not in actors and actor not in ("publisher", "unspecified", "population"):
                places.faults.append(f"{name}.{key}: no such actor: {actor!r}")
    if layer == "statements":
        if made.get("speech_act") not in SPEECH_ACTS:
            places.faults.append(f"{name}: no such speech act: {made.get('speech_act')!r}")
        if not made.get("chain"):
            places.faults.append(f"{name}: a statement needs its chain")
        else:
            made["source"] = made["chain"][-1]
    if layer == "figures" and made.get("comparator") not in COMPARATORS:
        places.faults.append(f"{name}: no such comparator: {made.get('comparator')!r}")
    return made


def _term(raw: dict[str, Any], where: str, places: Places) -> dict[str, Any]:
    made = {"span": places.find(str(raw["words"]), where, None)}
    made.update({key: value for key, value in raw.items() if key != "words"})
    return made


def _many(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def main(arguments: list[str]) -> int:
    """Compile one annotation."""
    keep = "--words" in arguments
    paths = [Path(a) for a in arguments if a != "--words"]
    if len(paths) != 3:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    text = paths[1].read_text(encoding="utf-8")
    source = YAML(typ="safe").load(paths[0].read_text(encoding="utf-8"))
    gold, faults = compiled(source, text, keep)
    for fault in faults:
        sys.stderr.write(f"{paths[0]}: {fault}\n")
    if faults:
        return 1
    paths[2].write_text(
        json.dumps(gold, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
