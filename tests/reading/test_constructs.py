"""Constructs that news prose has often: who is cited beside the speaker, where it was said, views.

Each row is a sentence of our own and all that is said in it: speech act, chain, words.
"""

from __future__ import annotations

from typing import Any

import pytest

from parley.reading import read
from parley.reading.lexicon import BASE_VERBS
from parley.reading.lexicon.cues import cues


def all_said(text: str) -> list[tuple[str, str, str]]:
    return [
        (
            s.speech_act,
            " > ".join(link.actor for link in s.chain),
            text[s.content.start : s.content.end],
        )
        for s in read(text, published="2026-03-08").statements
        if s.rule != "narrator"
    ]


ROWS: list[Any] = [
    # Cited between the speaker and the verb.
    ("The daily Al-Nahr, citing two envoys, reports that the front has demanded a list.",
     ("report", "al_nahr > envoys", "the front has demanded a list"),
     ("demand", "al_nahr > envoys > front", "a list")),
    # Where or to whom it was said.
    ("Peru's minister, Ana Ode, told reporters in Port Vila that the sides would meet.",
     ("assert", "ana_ode", "the sides would meet")),
    ("Ana Ode told the Courier newspaper that the mill would close.",
     ("assert", "ana_ode", "the mill would close")),
    ("Envoys told Reuters that the talks had failed.",
     ("report", "reuters > envoys", "the talks had failed")),
    # A clause whose verb is its base form, and a quotation inside it.
    ('A diplomat says the two sides remain "far apart".',
     ("assert", "diplomat", 'the two sides remain "far apart"')),
    # What it is called; the same speaker goes on.
    ("Peru's minister Ana Ode calls the duty unfair and asks Chile to lift it.",
     ("assert", "ana_ode", "the duty unfair"),
     ("demand", "ana_ode", "Chile to lift it")),
    ("The party says that it will join no cabinet that raises the tax and demands a guarantee.",
     ("assert", "party", "it will join no cabinet that raises the tax"),
     ("demand", "party", "a guarantee")),
    # A position ends before what the report says of it.
    ("Peru and Chile agreed to reopen the pass, which has been shut since May.",
     ("accept", "peru_and_chile", "to reopen the pass")),
    ("Peru agreed to resume talks, two months after they broke down.",
     ("accept", "peru", "to resume talks")),
    ("Peru declined to sign the pact because it objects to a clause.",
     ("reject", "peru", "to sign the pact"),
     ("reject", "peru", "to a clause")),
    ("Envoys proposed a pause during which both would leave the pass.",
     ("offer", "envoys", "a pause during which both would leave the pass")),
    ("The minister Ana Ode announced her resignation after the talks failed.",
     ("assert", "ana_ode", "her resignation")),
    # One saying, not two: how the speaker holds what is said.
    ("Ana Ode said she hopes Chile will reopen the pass.",
     ("belief", "ana_ode", "she hopes Chile will reopen the pass")),
    ("The rebels said they wanted better terms.",
     ("demand", "rebels", "they wanted better terms")),
    # Wishes that are no part of the dispute.
    ("An official, who asked not to be named, says that the pact is ready.",
     ("assert", "official", "the pact is ready")),
    ("Ana Ode made the demand in a letter to Chile.",),
    # Times before a speaker; offers inside phrases.
    ("Last week the pilots voted down a rise of 6 percent.",
     ("reject", "pilots", "a rise of 6 percent")),
    ("The union rejects a 9 percent pay rise offered by the airline.",
     ("reject", "union", "a 9 percent pay rise offered by the airline"),
     ("offer", "airline", "a 9 percent pay rise")),
    # Bodies named by their business.
    ("Unions left the talks in Peru. The public works ministry said it would wait.",
     ("assert", "public_works_ministry", "it would wait")),
    ("Norway's plan calls for a ten-day truce.",
     ("demand", "norway", "a ten-day truce")),
    # Nouns with their maker behind them; what is said of an accusation; a promise kept apart.
    ("A proposal by Peru to bring in observers was welcomed in Lima.",
     ("offer", "peru", "to bring in observers")),
    ("The front accused Chad of arming the militia, a charge Chad has repeatedly denied.",
     ("accuse", "front", "Chad of arming the militia"),
     ("deny", "chad", "a charge")),
    ("Front leader Ali Odo arrived. The group is holding to its demand that all advisers leave.",
     ("demand", "group", "all advisers leave")),
    # Names behind offices; first names that look like verbs.
    ("U.S. Secretary of State Helen Moor rejects the offer.",
     ("reject", "helen_moor", "the offer")),
    ("The party's leader, Prime Minister Ana Ode, said she would wait.",
     ("assert", "ana_ode", "she would wait")),
    ("Opposition leader Said Ali Moro calls the article a coup.",
     ("assert", "said_ali_moro", "the article a coup")),
    # One speaker, two sayings.
    ("Police said a boat was hit near the island, and that one officer was hurt.",
     ("report", "police", "a boat was hit near the island"),
     ("report", "police", "one officer was hurt")),
    ("Peru's ministry says the men are held in Chad and demands that Chad let envoys see them.",
     ("assert", "peru_ministry", "the men are held in Chad"),
     ("demand", "peru_ministry", "Chad let envoys see them")),
    ("Mr. Odo has ruled that out, but says he would allow patrols.",
     ("reject", "odo", "that"),
     ("offer", "odo", "he would allow patrols")),
    ('Its envoy, Ana Ode, told reporters "we cannot sign this".',
     ("assert", "ana_ode", '"we cannot sign this"')),
    ("Peru's minister Ana Ode says a plan to move the prisoner was put to the clan.",
     ("assert", "ana_ode", "a plan to move the prisoner was put to the clan")),
    ("Peru advised its citizens to leave.", ("demand", "peru", "its citizens to leave")),
    # Speech acts from what is said.
    ("The alliance says it will join the cabinet if it is given two posts.",
     ("offer", "alliance", "it will join the cabinet if it is given two posts")),
    ("Peru says it will sue unless the duty is lifted.",
     ("threaten", "peru", "it will sue unless the duty is lifted")),
    ("Ana Ode said both fronts had agreed to the pause.",
     ("report", "ana_ode", "both fronts had agreed to the pause"),
     ("accept", "ana_ode > both_fronts", "to the pause")),
    ("Peru's minister Ana Ode said any deal must include inspections.",
     ("demand", "ana_ode", "any deal must include inspections")),
]  # fmt: skip


def test_every_verb_of_speech_is_known_in_all_its_forms() -> None:
    unknown = [verb for verb in cues() if verb.split("_")[0] not in BASE_VERBS]
    assert unknown == []


@pytest.mark.parametrize("row", ROWS, ids=[str(row[0])[:60] for row in ROWS])
def test_everything_said_in_it(row: tuple[Any, ...]) -> None:
    text, *expected = row
    assert all_said(text) == expected
