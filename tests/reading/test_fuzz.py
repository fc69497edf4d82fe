"""Any text at all gives a reading, and one whose places and references hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parley.reading import read
from tests.reading.readings_checked import check

# Characters that text tools trip over: quotes, dashes, widths, directions, line ends, controls.
ODD = (
    "\"'“”‘’«»„`´–—-…()[]%$€£¥.,;:!?/\\"
    "\u200b\u200d\u00a0\u202e\u200f\u0301\x00\x07\x1b\r\n\t\ufeff\u2028\x85"
)
CHARACTERS = st.text(
    st.one_of(st.sampled_from(ODD), st.characters(), st.sampled_from("aA1 شלΩ汉ﬁİſ🙂")),
    max_size=120,
)
NAMES = """Norland Hamas Kenya Israel Egypt’s Cairo Gaza Palestinian Kenyans Ana Ode General U.N.
    PIJ (PIJ) the Courier Northern Front Harbour Workers' Union BBC Mr. Minister spokesman officials
    sources rebels group newspaper two sides they he she it its their who which both
    article""".split()
CUES = """said told reported claimed insisted demanded asked urged called on offered proposed
    promised rejected refused accepted agreed withdrew threatened accused one another each other of
    denied believes estimated expected reportedly citing according to is was are were been has had
    not ready willing open for offer demand proposal refusal release free exchange return in that if
    only unless until before after first provided then as while because once""".split()
THINGS = """hostages prisoners women children all remaining several dozen around 40 1,200 $5 7% 3-4
    over talks truce ceasefire halt aid strike wage week-long Monday last month October 7 2023
    a week held by jailed in including attack meeting killed violating breaching agreement
    borders""".split()
MARKS = [*". , ; : ? ! \" “ ” ‘ ’ ( ) - — 's ’s …".split(), "\n", ".\n\n", "\u200b", "\u202e"]
GLUED = st.lists(
    st.one_of(*(st.sampled_from(words) for words in (NAMES, CUES, CUES, THINGS, MARKS))),
    max_size=45,
).map(lambda words: " ".join(words)[:400])
PATTERNS = [
    "{a} {v} {b} that {c} {w} {d}, {x} said, citing {y}.",
    "According to {a} interviewed by {b}, {c} {v} {d} in exchange for {x} {w} {y}.",
    "{a} and {b} are said to have {v} {c} before {d} {w} {x}.",
    "{a}, {b}, {v} {c} {d}. In return, {x} {w} {y}.",
    '"{a} {v}," said {b}, {c}. They {w} the {d}’s {x} to {y}.',
    "{a}’s {b} to {v} {c} only if {d} {w} {x} first was {y}.",
]
SHAPED = st.builds(
    lambda pattern, some, verbs: pattern.format(
        **dict(zip("abcdxy", some, strict=True)), v=verbs[0], w=verbs[1]
    )[:400],
    st.sampled_from(PATTERNS),
    st.tuples(*[st.sampled_from(NAMES + THINGS + MARKS)] * 6),
    st.tuples(*[st.sampled_from(CUES + THINGS)] * 2),
)
DAYS = st.none() | st.dates(min_value=date(1900, 1, 1))


@given(CHARACTERS, DAYS)
@example("", None)
@example("\ufeff\r\n\r\n\x00", None)
@example('"""""', None)
@example("...", None)
@example('reportedly " .\n\n "', None)
def test_any_characters_give_a_sound_reading(text: str, published: date | None) -> None:
    check(read(text, published=published))


@given(GLUED, DAYS)
@example("Norland claimed Norland , Norland Norland", None)
def test_any_run_of_cues_and_names_gives_a_sound_reading(text: str, published: date | None) -> None:
    check(read(text, published=published))


@given(SHAPED, DAYS)
@example("Norland, Norland, said Norland ’s. In return, Norland said Norland.", None)
@example("Palestinian and Minister are said to have said Norland before Norland.", None)
def test_any_filling_of_a_sentence_gives_a_sound_reading(text: str, published: date | None) -> None:
    check(read(text, published=published))


@given(GLUED)
def test_reading_depends_on_nothing_but_the_text(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\x1f"])
def test_a_hard_space_after_a_currency_sign(space: str) -> None:
    check(read(f"The union demanded £{space}5 an hour."))


@pytest.mark.parametrize(
    "text",
    [
        "Talks will reportedly resume only if Norland halts its attacks.",
        "Talks can only begin if Norland halts its attacks, according to Reuters.",
    ],
)
def test_who_only_reports_holds_no_condition(text: str) -> None:
    (condition,) = read(text).preconditions
    assert condition.holder == ()
    assert condition.then.actor == ()
