"""What ``read --json`` prints has the keys, names and values of the reading schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parley.reading import read
from parley.workbench.listing import plain_reading

REPORTS = Path(__file__).parents[1] / "reports"
SCHEMA = {
    "document": "id chars sha256 published published_assumed publisher url licence offset_unit",
    "actors": "id name type roles represents part_of members anonymity plover_actor iso3 mentions "
    "role_span",
    "places": "id name iso3 mentions",
    "timexes": "id span type value anchor",
    "figures": "id span number_span hedge_span comparator value low high unit of holder statement",
    "statements": "id content speech_act chain cues quote_mode quoted hedges factuality time about "
    "reciprocal act",
    "proposals": "id kind by to statements gives wants status status_by status_span "
    "possible_same_as",
    "preconditions": "id holder statement required_first then markers logic same_as",
    "exchanges": "id statement marker side_a side_b a_by b_by modality",
    "events": "id trigger span plover plover_mode cameo source target modality date date_basis "
    "place statement reciprocal",
    "relations": "type items span note",
}
LINK, TERM = "actor span link", "actor action span figure issue"
VALUES = {
    ("actors", "type"): "person state non_state_armed_group organisation igo military "
    "news_organisation unnamed_group coalition population",
    ("actors", "roles"): "party mediator representative origin_source intermediary_source object",
    ("actors", "anonymity"): "named role_only unnamed",
    ("timexes", "type"): "DATE DURATION SET TIME",
    ("figures", "comparator"): "eq approx gt ge lt le range vague all",
    ("statements", "speech_act"): "report reject demand offer accept threaten accuse deny estimate "
    "belief assert",
    ("statements", "quote_mode"): "direct indirect mixed none",
    ("statements", "factuality"): "CT+ CT- PR+ PS+ Uu conditional planned",
    ("proposals", "kind"): "offer demand demand_with_offer",
    # A case needs to know of a withdrawal too.
    ("proposals", "status"): "standing rejected accepted declared_readiness open withdrawn",
    ("preconditions", "logic"): "then_only_if_required required_before_then",
    ("exchanges", "modality"): "offered demanded executed",
    ("events", "modality"): "actual reported planned ongoing near_end estimated",
    ("relations", "type"): "same_precondition possibly_same_offer incompatible_sequence "
    "incompatible_numbers figure_subset metonym loaded_wording",
}
LINKS = "explicit carried_over passive narrator explicit_document"
ASTRAL = (
    "\U0001d4e3he envoys \U0001f642\U0001f642 met in Orle\u0301ans. Norland said that “the "
    "cafe\u0301 offer \U0001f54a\ufe0f stands”. Norland offered to free around 40 detainees in "
    "exchange for a week-long halt. “We will talk only if every soldier leaves,” said Ana Ruiz."
)
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))}
TEXTS["astral"] = ASTRAL


def printed(text: str) -> dict[str, Any]:
    """As a program gets it: through JSON, where a code point is not what it was in Python."""
    plain: dict[str, Any] = json.loads(
        json.dumps(plain_reading(read(text, published="2026-03-31")))
    )
    return plain


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end"} <= set(value):
            yield value
        else:
            for each in value.values():
                yield from spans(each)
    elif isinstance(value, list):
        for each in value:
            yield from spans(each)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_keys_and_values_are_those_of_the_schema(name: str) -> None:
    found = printed(TEXTS[name])
    for kind, keys in SCHEMA.items():
        for one in [found[kind]] if kind == "document" else found[kind]:
            assert set(keys.split()) <= set(one), kind
    for (kind, key), allowed in VALUES.items():
        for one in found[kind]:
            value = one[key]
            values = value if isinstance(value, list) else [value]
            assert {*values} <= {*allowed.split()}, one
    links = [link for s in found["statements"] for link in s["chain"]]
    terms = [t for p in found["proposals"] for t in (*p["gives"], *p["wants"])]
    terms += [t for c in found["preconditions"] for t in (c["required_first"], c["then"])]
    for link in links:
        assert set(LINK.split()) == set(link)
        assert link["link"] in LINKS.split()
    for term in terms:
        assert set(TERM.split()) <= set(term)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_spans_are_code_points_with_the_words_around_them(name: str) -> None:
    text = TEXTS[name]
    every = list(spans(printed(text)))
    assert every
    for span in every:
        start, end = span["start"], span["end"]
        assert span == {
            "start": start,
            "end": end,
            "exact": text[start:end],
            "prefix": text[:start][-32:],
            "suffix": text[end:][:32],
        }


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_ids_lead_somewhere(name: str) -> None:
    found = printed(TEXTS[name])
    ids = {kind: {one["id"] for one in found[kind]} | {None} for kind in SCHEMA
           if kind not in ("document", "relations")}  # fmt: skip
    for event in found["events"]:
        assert event["place"] in ids["places"]
        assert event["date"] in ids["timexes"]
        assert event["statement"] in ids["statements"]
    for figure in found["figures"]:
        assert figure["statement"] in ids["statements"]
        assert figure["holder"] in ids["actors"]


def test_each_claim_says_in_which_sentence_it_stands_and_where_its_event_happened() -> None:
    found = printed("Talks go on. The envoys met in Cairo on Monday.")
    (event,) = [each for each in found["events"] if each["words"] == "met"]
    assert (event["sentence"], event["place"], event["act"]) == ("1.2", "cairo", "meet")


def test_a_political_party_is_an_organisation_with_its_code() -> None:
    found = printed("The Greens, a party of the coalition, said that talks go on.")
    (greens,) = [actor for actor in found["actors"] if "Greens" in actor["name"]]
    assert (greens["type"], greens["plover_actor"]) == ("organisation", "PTY")
