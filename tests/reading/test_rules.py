"""Who says what, and through whom: one table a construct, in sentences of our own.

A row is a text, then what its last found statements must be: speech act, act, the chain of actor
ids from the outside in, and the words said. Rows that the reader gets wrong stand last in each
table, marked with what is wrong; when one passes, the mark must go.
"""

from __future__ import annotations

from typing import Any

import pytest

from parley.model import Statement
from parley.reading import read

Row = tuple[str, str, str, str, str]


def said(text: str, statement: Statement) -> tuple[str, str, str, str]:
    words = text[statement.content.start : statement.content.end]
    chain = " > ".join(link.actor for link in statement.chain)
    return statement.speech_act, statement.act, chain, words


def wrong(reason: str, *row: Any) -> Any:
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


def rows(*table: Any) -> pytest.MarkDecorator:
    """One test a row, named by its text."""
    named = [r if hasattr(r, "marks") else pytest.param(*r) for r in table]
    return pytest.mark.parametrize(
        ("text", "speech", "act", "chain", "words"),
        [pytest.param(*p.values, marks=p.marks, id=str(p.values[0])[:60]) for p in named],
    )


def holds(text: str, rule: str, *expected: str) -> None:
    """One statement of that rule is as expected."""
    found = read(text).statements
    mine = [said(text, s) for s in found if s.rule == rule]
    assert tuple(expected) in mine, [(s.rule, *said(text, s)) for s in found]


@rows(
    ("The ferry sails again on Monday, the Kenyan government said.",
     "assert", "comment", "kenya", "The ferry sails again on Monday"),
    ("The dockers will not return, Reuters reported, citing a union spokesman.",
     "report", "comment", "reuters > union_spokesman", "The dockers will not return"),
    ("Talks will go on, Japan's foreign ministry said.",
     "assert", "comment", "japan_foreign_ministry", "Talks will go on"),
    ("The truce is over, a rebel commander told Reuters.",
     "assert", "comment", "reuters > rebel_commander", "The truce is over"),
    ("The pact is dead, said Ana Ode, who leads the miners.",
     "assert", "comment", "ana_ode", "The pact is dead"),
    ("Norland has shut the pass, the Courier reported, citing two envoys.",
          "report", "comment", "courier > envoys", "Norland has shut the pass"),
)  # fmt: skip
def test_trailing(text: str, speech: str, act: str, chain: str, words: str) -> None:
    holds(text, "trailing", speech, act, chain, words)


@rows(
    ("According to two diplomats interviewed by Reuters, Kenya wants a longer pause.",
     "report", "comment", "reuters > diplomats", "Kenya wants a longer pause"),
    ("The miners vote on Friday, according to their union.",
     "report", "comment", "union", "The miners vote on Friday"),
    ("But according to Japan, the islands were never offered.",
     "report", "comment", "japan", "the islands were never offered"),
    ("According to a report, the port was shut for a month.",
     "report", "comment", "unspecified", "the port was shut for a month"),
    ("The talks broke down over pay, according to officials of Qatar.",
     "report", "comment", "officials_qatar", "The talks broke down over pay"),
)  # fmt: skip
def test_according_to(text: str, speech: str, act: str, chain: str, words: str) -> None:
    holds(text, "according_to", speech, act, chain, words)


@rows(  # that, clause, quote
    ("Peru told Bolivia that the road was closed.",
     "assert", "comment", "peru", "the road was closed"),
    ("Analysts estimate that the strike costs 5 million euros a day.",
     "estimate", "comment", "analysts", "the strike costs 5 million euros a day"),
    ("Diplomats believe the truce will hold.",
     "belief", "comment", "diplomats", "the truce will hold"),
    ("Envoys told Reuters the talks had failed.",
     "report", "comment", "reuters > envoys", "the talks had failed"),
    ("Kenya said on Monday it would reopen the border.",
     "offer", "offer", "kenya", "it would reopen the border"),
    ("Kenya said Uganda had violated the truce.",
     "accuse", "accuse_breach", "kenya", "Uganda had violated the truce"),
    ("The union said it would not sign the deal.",
     "reject", "reject", "union", "it would not sign the deal"),
    ('Kenya said: "We will not sign the pact."',
     "reject", "reject", "kenya", '"We will not sign the pact."'),
)  # fmt: skip
def test_active_with_a_clause(text: str, speech: str, act: str, chain: str, words: str) -> None:
    holds(text, "active", speech, act, chain, words)


@rows(  # to, np-to, on-to, for, on
    ("The teachers' union has threatened to strike from Monday.",
     "threaten", "threaten", "teachers_union", "to strike from Monday"),
    ("Chad refused to free the pilots.", "reject", "reject", "chad", "to free the pilots"),
    ("Iran promised to allow inspections.", "offer", "offer", "iran", "to allow inspections"),
    ("France urged Italy to lift the ban.", "demand", "demand", "france", "Italy to lift the ban"),
    ("France and Italy want Libya to open its ports.",
     "demand", "demand", "france_and_italy", "Libya to open its ports"),
    ("Ghana called on Togo to withdraw its troops.",
     "demand", "demand", "ghana", "Togo to withdraw its troops"),
    ("Ghana called for a ceasefire.", "demand", "demand", "ghana", "a ceasefire"),
    ("Rebels insisted on the withdrawal of all troops.",
     "demand", "demand", "rebels", "the withdrawal of all troops"),
    ("The company agreed to reinstate the drivers.",
     "accept", "accept", "company", "to reinstate the drivers"),
)  # fmt: skip
def test_active_with_an_infinitive_or_preposition(
    text: str, speech: str, act: str, chain: str, words: str
) -> None:
    holds(text, "active", speech, act, chain, words)


@rows(  # np, np-of, phrasal verbs, several verbs, negation
    ("Chile has rejected the plan.", "reject", "reject", "chile", "the plan"),
    ("Kenya rejected the plan and demanded a pause in the fighting.",
     "demand", "demand", "kenya", "a pause in the fighting"),
    ("The union said the plant would shut and demanded a meeting.",
     "demand", "demand", "union", "a meeting"),
    ("Ghana withdrew its offer of aid.",
     "reject", "withdraw_offer", "ghana", "its offer of aid"),
    ("Peru ruled out a withdrawal from the valley.",
     "reject", "reject", "peru", "a withdrawal from the valley"),
    ("The company did not accept the demand.", "reject", "reject", "company", "the demand"),
    ("Chile accused Argentina of breaking the accord.",
     "accuse", "accuse_breach", "chile", "Argentina of breaking the accord"),
    ("Sudan's army accused the rebels of looting.",
     "accuse", "comment", "sudan", "the rebels of looting"),
    ("Japan denied that it had broken the ceasefire.",
     "deny", "deny_breach", "japan", "it had broken the ceasefire"),
    ("Sudan blamed Chad for the raids.", "accuse", "comment", "sudan", "the raids"),
    ("Chad accused Sudan of breaching the accord.",
          "accuse", "accuse_breach", "chad", "Sudan of breaching the accord"),
    ("Ghana offered to halt its raids and Togo turned down the plan.",
          "reject", "reject", "togo", "the plan"),
)  # fmt: skip
def test_active_with_a_noun_phrase(
    text: str, speech: str, act: str, chain: str, words: str
) -> None:
    holds(text, "active", speech, act, chain, words)


@pytest.mark.parametrize(
    "text",
    [
        "Egypt did not say when talks would resume.",
        "Peru has not said that the road is open.",
        "Nobody was heard in the hall.",
        "The road to the port was closed.",
        "Chad may demand a pause next week.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert read(text).statements == ()


@rows(
    ("Both Chad and Sudan are said to have demanded a pause.",
     "report", "comment", "unspecified",
     "Both Chad and Sudan are said to have demanded a pause"),
    ("Turkey is estimated to hold hundreds of fighters.",
     "estimate", "comment", "unspecified", "Turkey is estimated to hold hundreds of fighters"),
    ("The rebels are believed to hold 12 engineers.",
     "belief", "comment", "unspecified", "The rebels are believed to hold 12 engineers"),
    ("The captain is accused of taking bribes.",
     "accuse", "comment", "unspecified", "taking bribes"),
    ("It is understood that the port will reopen.",
          "belief", "comment", "unspecified", "It is understood that the port will reopen"),
)  # fmt: skip
def test_passive(text: str, speech: str, act: str, chain: str, words: str) -> None:
    holds(text, "passive", speech, act, chain, words)


@rows(
    ("Ghana allegedly rejected the text.",
     "report", "comment", "unspecified", "Ghana allegedly rejected the text"),
    ("Kenya was reportedly ready to lower the fees.",
     "report", "comment", "unspecified", "Kenya was reportedly ready to lower the fees"),
    ("According to officials of Qatar, Chad asked for a pause. "
     "Sudan reportedly refused to sign it.",
     "report", "comment", "officials_qatar", "Sudan reportedly refused to sign it"),
    ("According to two diplomats interviewed by Reuters, the port is shut. "
     "Ghana reportedly wants it open.",
     "report", "comment", "reuters > diplomats", "Ghana reportedly wants it open"),
    ("According to officials of Qatar, Chad asked for a pause.\n\n"
     "Sudan reportedly refused to sign it.",  # a new paragraph carries nothing over
     "report", "comment", "unspecified", "Sudan reportedly refused to sign it"),
)  # fmt: skip
def test_reportedly(text: str, speech: str, act: str, chain: str, words: str) -> None:
    holds(text, "reportedly", speech, act, chain, words)


@rows(
    ("Peru is ready to extend the truce.",
     "offer", "signal_readiness", "peru", "to extend the truce"),
    ("Chad remains open to a longer pause.",
     "offer", "signal_readiness", "chad", "to a longer pause"),
    ("The union remains willing to talk.", "offer", "signal_readiness", "union", "to talk"),
    ("Peru is not ready to extend the truce.",
     "reject", "reject", "peru", "to extend the truce"),
    ("Reuters said Peru was prepared to open the border.",
     "offer", "signal_readiness", "reuters > peru", "to open the border"),
)  # fmt: skip
def test_readiness(text: str, speech: str, act: str, chain: str, words: str) -> None:
    holds(text, "readiness", speech, act, chain, words)


def test_who_speaks_for_the_one_who_is_ready_says_so_himself() -> None:
    text = "Peruvian Foreign Minister Ana Ode said Peru was prepared to open the border."
    (statement,) = read(text).statements
    assert said(text, statement)[1:3] == ("signal_readiness", "ana_ode")


@rows(
    ("Envoys discussed a Kenyan proposal to reopen the port.",
     "offer", "offer", "kenya", "to reopen the port"),
    ("The union's demand for shorter hours was not met.",
     "demand", "demand", "union", "shorter hours"),
    ("Norway welcomed the rebels' pledge to halt attacks.",
     "offer", "offer", "rebels", "to halt attacks"),
    ("Hungary dropped its demand for a longer deadline.",
     "demand", "demand", "hungary", "a longer deadline"),
    ("Mediators studied Chad's offer to free 30 soldiers.",
          "offer", "offer", "chad", "to free 30 soldiers"),
    wrong("the phrase runs on into the verb of the sentence",
          "Japan's refusal to sign the pact angered its neighbours.",
          "reject", "reject", "japan", "to sign the pact"),
)  # fmt: skip
def test_nominal(text: str, speech: str, act: str, chain: str, words: str) -> None:
    holds(text, "nominal", speech, act, chain, words)


# text, the source of the last statement
REFERENCES: list[Any] = [
    # descriptions
    ("The Taliban offered to free two pilots. The group demanded a ransom.", "taliban"),
    ("Hezbollah rejected the plan. The movement said it would not disarm.", "hezbollah"),
    ("The Dockers Union voted. The union demanded shorter hours.", "dockers_union"),
    ("The Wall Street Journal printed it. The newspaper said Chad had signed.", "wsj"),
    ("Reuters had the text. The agency said Chad would sign.", "reuters"),
    ("BBC crews were there. The broadcaster said the port was shut.", "bbc"),
    # pronouns
    ("The teachers' union rejected it. They demanded shorter hours.", "teachers_union"),
    ("Rebels denied it. They said the bridge was open.", "rebels"),
    ("Chad and Sudan rejected the map. They demanded a pause.", "chad_and_sudan"),
    ("Foreign Minister Ana Ode arrived in Oslo. She said the talks had failed.", "ana_ode"),
    ("President Idris Konte spoke in Accra. He demanded an apology.", "idris_konte"),
    ("Chad rejected the map. It demanded a pause.", "chad"),
    # the two of them
    ("Chad and Sudan met in Doha. The two sides rejected a longer truce.", "chad_and_sudan"),
    ("Peru fought Chile. Peru and Chile talked. Both sides demanded a wall.", "peru_and_chile"),
    ("Japan met China. Japan and China talked. The two countries rejected it.",
     "japan_and_china"),
    # capitals for governments; a capital where something is said is a place
    ("Moscow rejected the plan.", "russia"),
    ("Beijing offered to lower tariffs on soybeans.", "china"),
    ("Talks in Tokyo failed. Tokyo demanded an apology.", "japan"),
    ("Officials in Ankara said the road was closed.", "officials"),
    # offices and bodies
    ("The prime minister of Japan offered to lift the sanctions.", "prime_minister_japan"),
    ("Ghana's trade minister said the port would reopen.", "ghana_trade_minister"),
    ("The union leader, Ana Ode, rejected the offer.", "ana_ode"),
    ("Chad's army said the road was open.", "chad"),
    ("The head of the Dockers Union said the strike would go on.", "head_dockers_union"),
    ("The Northern Front freed two pilots. The group demanded fuel.", "northern_front"),
    ("Peru and Bolivia met in Lima. They rejected a longer pause.", "peru_and_bolivia"),
    ("Sudan's chief executive said the plant would close.", "sudan_chief_executive"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source"), REFERENCES)
def test_words_that_refer_to_somebody(text: str, source: str) -> None:
    last = max(read(text).statements, key=lambda s: (s.content.start, -s.content.end))
    assert last.source == source


@pytest.mark.parametrize(
    ("text", "actor", "represents"),
    [
        ("Kenyan Foreign Minister Musalia Mudavadi refused.", "musalia_mudavadi", "kenya"),
        ("Ghana's trade minister said it was over.", "ghana_trade_minister", "ghana"),
        ("Abu Ode, a spokesman for Hezbollah, said it was over.", "abu_ode", "hezbollah"),
        ("A Kenyan military spokesman said it was over.", "kenyan_military_spokesman", "kenya"),
        ("Ana Ode, the head of the Dockers Union, said it was over.",
              "ana_ode", "dockers_union"),
    ],
)  # fmt: skip
def test_who_speaks_for_whom(text: str, actor: str, represents: str) -> None:
    found = {a.id: a.represents for a in read(text).actors}
    assert found.get(actor) == represents


@pytest.mark.parametrize(
    ("text", "mode", "quoted"),
    [
        ('Chad said: "We will sign."', "direct", ["We will sign."]),
        ('Chad said the map was "a good one" for all.', "mixed", ["a good one"]),
        ("Chad said it would sign.", "indirect", []),
        ("“We will sign,” Chad said.", "direct", ["We will sign,"]),
    ],
)  # fmt: skip
def test_words_in_quotation_marks(text: str, mode: str, quoted: list[str]) -> None:
    (statement,) = read(text).statements
    assert statement.quote_mode == mode
    assert [text[q.start : q.end].strip('"“”') for q in statement.quoted] == quoted


def test_whom_it_is_said_to_and_of() -> None:
    text = "Chile and Argentina accused each other of breaking the truce."
    (statement,) = read(text).statements
    assert statement.reciprocal
    assert statement.source == "chile_and_argentina"
    assert statement.to == ("chile", "argentina")
    (told,) = read("Peru told Bolivia that the road was closed.").statements
    assert told.to == ("bolivia",)
    (asked,) = read("France urged Italy to lift the ban.").statements
    assert asked.to == ("italy",)
