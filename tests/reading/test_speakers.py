"""Speakers that stand apart from what is said, and words told in passing."""

from __future__ import annotations

import pytest

from parley.reading import read

Said = tuple[str, str, str]


def said(text: str) -> list[Said]:
    """Speech act, chain and words of every statement."""
    reading = read(text)
    return [
        (
            s.speech_act,
            " > ".join(link.actor for link in s.chain),
            text[s.content.start : s.content.end],
        )
        for s in reading.statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"The price is fair," said grower Tomas Feld. "The wait is not."',
            ("assert", "tomas_feld", '"The wait is not."'),
        ),
        (
            "The mill would reopen, union head Ana Ode said. It would hire forty people.",
            ("assert", "ana_ode", "It would hire forty people"),
        ),
        (
            '"We waited. We wrote. We heard nothing," union head Ana Ode said.',
            ("assert", "ana_ode", '"We waited. We wrote. We heard nothing'),
        ),
    ],
)
def test_whoever_spoke_goes_on(text: str, expected: Said) -> None:
    assert expected in said(text)


def test_a_plain_sentence_is_not_carried_over() -> None:
    text = "The mill would reopen, union head Ana Ode said. It closed in May."
    assert [words for *_, words in said(text)] == ["The mill would reopen"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The board offered less than the rise demanded by the Nurses' Union.",
            ("demand", "nurses_union", "the rise"),
        ),
        (
            "Drivers, who asked for a pause, went home.",
            ("demand", "drivers", "a pause"),
        ),
        (
            "The union, which says it has 3,000 members, will vote on Monday.",
            ("assert", "union", "it has 3,000 members"),
        ),
    ],
)
def test_positions_told_in_passing(text: str, expected: Said) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister was quoted by the Courier as saying talks would resume.",
            ("assert", "courier > minister", "talks would resume"),
        ),
        (
            "State radio quoted the general as saying his troops had pulled back.",
            ("assert", "state_radio > general", "his troops had pulled back"),
        ),
        (
            "Quoting two aides, the Courier said the union was near a deal.",
            ("report", "courier > aides", "the union was near a deal"),
        ),
        (
            "Under a plan drawn up by Kenya, the convoy would pass first.",
            ("offer", "kenya", "the convoy would pass first"),
        ),
        (
            "The draft, as leaked last week, would let the levy lapse in stages.",
            ("offer", "draft", "let the levy lapse in stages"),
        ),
        ("The council turned the offer down.", ("reject", "council", "the offer")),
        (
            "Farmers' leader Ana Ode called the levy a tariff in disguise.",
            ("assert", "ana_ode", "the levy a tariff in disguise"),
        ),
        (
            "Until the count was over, the envoy told Radio Kestria, no ship would sail.",
            ("demand", "envoy", "no ship would sail"),
        ),
        (
            "Growers at the market say the price is too low.",
            ("assert", "growers", "the price is too low"),
        ),
        (
            "The company, for its part, rejected the plan.",
            ("reject", "company", "the plan"),
        ),
        (
            "Ghana's envoy walked out, accusing Togo of bad faith.",
            ("accuse", "ghana_envoy", "Togo of bad faith"),
        ),
    ],
)
def test_who_says_what(text: str, expected: Said) -> None:
    assert [(chain, words) for _, chain, words in said(text)].count(expected[1:]) == 1


def test_two_things_said_are_two_statements() -> None:
    text = "The envoy said that the talks went well and that a date was set."
    assert [words for *_, words in said(text)] == ["the talks went well", "a date was set"]


@pytest.mark.parametrize(
    "text",
    [
        "The trains were late and the rain was heavy.",
        "Figures for May show a rise.",
        "It was not clear whether the fronts would take the offer.",
    ],
)
def test_nobody_says_it(text: str) -> None:
    assert said(text) == []


def test_a_digest_names_the_outlet_of_every_item() -> None:
    text = (
        "2026-01-04. Norway rejects the plan. (The Dale Post)\n"
        "2026-01-05. Norway demands a new vote. (Harbour Wire, Dale Post)\n"
        "2026-01-06. Chile accepts the plan. (Harbour Wire)\n"
    )
    assert [chain for _, chain, _ in said(text)] == [
        "the_dale_post > norway",
        "harbour_wire > norway",
        "harbour_wire > chile",
    ]
