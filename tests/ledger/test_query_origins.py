"""Many retellings of one origin are one; unnamed people are never joined or counted."""

from __future__ import annotations

from pathlib import Path

from parley.ledger.origins import OriginRow, origins
from parley.ledger.queries import Ask
from parley.workbench import open as open_workbench
from tests.ledger.telling import Report, held, swapped

WORDS = "We will not sail before the harbour is dredged"
LONG = "The port will dredge the harbour in May if the crews agree to two further weeks of work"

STORY = {
    "first": """Hamas has turned down an Israeli offer of a one-week halt in return for around 40
hostages held in Gaza, the Wall Street Journal reported on Wednesday, citing Egyptian officials.

The officials told the newspaper that Israel would also let more aid into Gaza.""",
    "second": """Israel has offered Hamas to stop fighting for seven days in return for several
dozen hostages, Egyptian officials told the Wall Street Journal.

Hamas rejected the offer, the newspaper reported.""",
    "third": """Hamas has turned down an Israeli offer of a one-week halt in return for around 40
hostages who are held in Gaza.

"Israel is ready for another humanitarian pause and additional humanitarian aid," Israeli President
Isaac Herzog told ambassadors.""",
    "fourth": """According to the Wall Street Journal, Israel would halt its operations for a week
if Hamas freed some 40 hostages.

"Israel is ready for another humanitarian pause and additional humanitarian aid," Isaac Herzog
said.""",
    "fifth": """The ground operation in the north will end soon, Israeli military spokesman Daniel
Hagari said on Wednesday.

About 140,000 people were told to leave Khan Younis, the United Nations said.""",
}


def filed(name: str, published: str = "2026-03-01") -> Report:
    """A report that is no other one's text."""
    report = Report(name, published)
    report.sentence(f"Filed as {name}")
    return report


def counted(rows: tuple[OriginRow, ...]) -> dict[str, OriginRow]:
    return {row.name: row for row in rows if row.counts}


def test_four_retellings_a_president_a_military_and_a_count_are_four_origins() -> None:
    """One of the retellings cites nobody: its wording shows where it is from."""
    with open_workbench() as bench:
        for name, text in STORY.items():
            bench.read_text(text, name=name, published="2023-12-20")
        rows = bench.origins()
    found = counted(rows)
    assert set(found) == {"Wall Street Journal", "Isaac Herzog", "Daniel Hagari", "United Nations"}
    story = found["Wall Street Journal"]
    assert story.reports == ("first", "second", "third", "fourth")
    assert story.behind == ("Egyptian officials (first)", "Egyptian officials (second)")
    assert any("nearly the same words" in reason and "third" in reason for reason in story.reasons)
    assert found["Isaac Herzog"].reports == ("third", "fourth")


def test_a_shared_quotation_brings_an_unsourced_telling_to_its_origin() -> None:
    cited, bare = filed("cited", "2026-03-01"), filed("bare", "2026-03-02")
    cited.says(WORDS, "post", "aides", quoted=True)
    bare.says(WORDS, "publisher", quoted=True)
    (row,) = origins(held(cited, bare), Ask())
    assert (row.name, row.reports) == ("The Post", ("cited", "bare"))
    assert f'the same quotation in cited and bare: "{WORDS}"' in row.reasons


def test_a_short_quotation_shows_nothing() -> None:
    cited, bare = filed("cited", "2026-03-01"), filed("bare", "2026-03-02")
    cited.says("We will not sail", "post", quoted=True)
    bare.says("We will not sail", "publisher", quoted=True)
    assert [row.counts for row in origins(held(cited, bare), Ask())] == [True, False]


def test_a_speaker_s_words_are_the_speaker_s_though_an_outlet_passes_them_on() -> None:
    heard, passed = filed("heard", "2026-03-01"), filed("passed", "2026-03-01")
    heard.says(WORDS, "ruiz", quoted=True)
    passed.says(WORDS, "post", "ruiz", quoted=True)
    (row,) = origins(held(heard, passed), Ask())
    assert (row.kind, row.name, row.reports) == ("speaker", "Ana Ruiz", ("heard", "passed"))


def test_two_outlets_with_the_same_words_stay_two_and_say_so() -> None:
    one, other = filed("one", "2026-03-01"), filed("other", "2026-03-01")
    one.says(WORDS, "post", "aides", quoted=True)
    other.says(WORDS, "wire", "aides", quoted=True)
    first, second = origins(held(one, other), Ask())
    assert (first.perhaps_one_with, second.perhaps_one_with) == ((2,), (1,))
    assert first.counts
    assert second.counts


def test_unnamed_people_are_never_joined_nor_counted() -> None:
    one, other = filed("one", "2026-03-01"), filed("other", "2026-03-01")
    one.says(WORDS, "aides", quoted=True)
    other.says(WORDS, "aides", quoted=True)
    rows = origins(held(one, other), Ask())
    assert [(row.kind, row.counts, row.reports) for row in rows] == [
        ("unnamed", False, ("one",)),
        ("unnamed", False, ("other",)),
    ]


def test_those_whom_one_outlet_cites_in_a_report_belong_to_it_there() -> None:
    report = Report("one", "2026-03-01")
    report.says("The crews agree", "post", "aides")
    report.says("They may sail", "aides")
    (row,) = origins(held(report), Ask())
    assert (row.name, row.statements) == ("The Post", 2)
    report.says("They may not sail", "wire", "aides")
    assert [row.kind for row in origins(held(report), Ask())] == ["outlet", "outlet", "unnamed"]


def test_nearly_the_same_words_and_merely_similar_ones() -> None:
    cited = Report("cited", "2026-03-01")
    cited.says(LONG, "post")
    near, far = Report("near", "2026-03-01"), Report("far", "2026-03-01")
    near.says(LONG.replace("two further", "another two"), "publisher")
    far.says("The port will close the harbour in May unless the crews agree", "publisher")
    rows = origins(held(cited, near, far), Ask())
    assert [row.reports for row in rows] == [("cited", "near"), ("far",)]


def test_what_counts_comes_first_and_pages_make_the_whole() -> None:
    reports = [Report(f"r{n}", f"2026-03-0{n}") for n in range(1, 6)]
    for report, who in zip(reports, ("aides", "un", "post", "publisher", "ruiz"), strict=True):
        report.says(f"{report.name} is told", who)
    ledger = held(*reports)
    rows = origins(ledger, Ask())
    assert [row.name for row in rows] == ["United Nations", "The Post", "Ana Ruiz", "aides", "r4"]
    assert origins(ledger, Ask(limit=2)) + origins(ledger, Ask(offset=2)) == rows


def test_swapping_two_parties_leaves_the_origins() -> None:
    report, other = Report("a", "2026-03-01"), Report("b", "2026-03-01")
    report.says(LONG, "post", "port")
    report.says("No", "union")
    other.says(LONG, "publisher")

    def shape(rows: tuple[OriginRow, ...]) -> list[object]:
        return [(row.kind, row.counts, row.statements, row.reports) for row in rows]

    assert shape(origins(held(report, other), Ask())) == shape(
        origins(held(swapped(report), swapped(other)), Ask())
    )


def test_a_ledger_in_a_file_answers_alike(tmp_path: Path) -> None:
    with open_workbench(tmp_path / "talks.db") as bench, open_workbench() as memory:
        for name, text in STORY.items():
            bench.read_text(text, name=name, published="2023-12-20")
            memory.read_text(text, name=name, published="2023-12-20")
        assert bench.origins() == memory.origins()
        assert bench.tellings() == memory.tellings()
