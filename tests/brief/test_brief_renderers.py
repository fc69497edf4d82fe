"""The same tree in a terminal, as HTML and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from parley.brief import html, jsonform, terminal
from parley.brief.build import build
from parley.brief.page import LINES
from parley.brief.plain import clean
from parley.brief.tree import Brief, grounded
from parley.model import Event, Reading, Span
from tests.brief.made import many, strike, truce


def test_the_page_of_a_truce(golden: Callable[[str, str], None]) -> None:
    golden("brief/truce.txt", terminal.render(build([truce()])))
    golden("brief/truce_full.txt", terminal.render(build([truce()]), full=True))
    golden("brief/truce.json", jsonform.render(build([truce()])))


def test_the_page_of_two_reports(golden: Callable[[str, str], None]) -> None:
    golden("brief/two.txt", terminal.render(build([truce(), strike()])))


def test_a_terminal_page_is_eighty_wide_and_plain() -> None:
    for shown in (terminal.render(build([truce()])), terminal.render(build([many(8, 9)]))):
        assert "\x1b" not in shown
        assert all(cell_len(line) <= 80 and line == line.rstrip() for line in shown.splitlines())
        assert shown.endswith("\n")


@settings(max_examples=25)  # each draws a page of hundreds of lines a dozen times
@given(st.integers(1, 30), st.integers(1, 40))
def test_one_report_keeps_to_one_page(count: int, length: int) -> None:
    shown = terminal.render(build([many(count, length)]))
    assert shown.count("\n") <= LINES


def test_what_a_page_leaves_out_is_counted_and_full_has_it() -> None:
    brief = build([many(12, 8)])
    page, whole = terminal.render(brief), terminal.render(brief, full=True)
    assert "(+n: n more with --full)" in page.splitlines()[0]
    assert re.search(r"ON THE TABLE \(\+\d+\)", page)
    assert "(+" not in whole
    assert whole.count("word11x7") > 5


def test_colour_changes_no_word() -> None:
    brief = build([truce()])
    coloured = terminal.render(brief, colour=True)
    assert "\x1b[1m" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.split() for line in bare.splitlines()] == [
        line.split() for line in terminal.render(brief).splitlines()
    ]


def test_a_narrow_terminal_leaves_nothing_out() -> None:
    wide = terminal.render(build([truce()])).split()
    narrow = terminal.render(build([truce()]), width=50)
    assert all(cell_len(line) <= 50 for line in narrow.splitlines())
    assert "Hostage-taking" in narrow
    assert sorted(set(wide) - set(narrow.split()))[:3] == []


def test_a_report_cannot_steer_the_terminal() -> None:
    reading = _renamed("Nor\x1b[2Jland\u202e")
    for shown in (
        terminal.render(build([reading]), full=True),
        html.render(build([reading])),
    ):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "Nor[2Jland" in shown


def test_wide_characters_keep_the_width() -> None:
    shown = terminal.render(build([_renamed("北方共和国"), strike()]), full=True)
    assert "北方共和国" in shown
    assert all(cell_len(line) <= 80 for line in shown.splitlines())


def test_markup_in_a_report_stays_text() -> None:
    reading = _renamed("<script>alert(1)</script>[bold]&")
    page = html.render(build([reading]))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;[bold]&amp;" in page
    assert "[bold]&" in terminal.render(build([reading]), full=True).replace("\n", "")


def _renamed(name: str) -> Reading:
    """The truce with a party of that name."""
    return truce(name)


class _Page(HTMLParser):
    """Collects what must hold of any page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _parsed(brief: Brief, *, full: bool = False) -> tuple[_Page, str]:
    text = html.render(brief, full=full)
    page = _Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page, text


def test_html_is_one_file_that_asks_nobody_for_anything() -> None:
    page, text = _parsed(build([truce(), strike()]))
    assert not {"script", "link", "img", "iframe", "object"} & page.tags
    assert "http" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_every_quotation_opens_its_own_sentence_and_the_two_around_it() -> None:
    page, text = _parsed(build([truce()]))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) <= {f"#{name}" for name in page.ids}
    assert page.links
    opened = re.search(
        r'<span class="near">([^<]*)</span> ([^<]*)<mark>open to a longer pause</mark>([^<]*) '
        r'<span class="near">([^<]*)</span>',
        text,
    )
    assert opened is not None
    before, lead, tail, after = (clean(part.replace("&#39;", "'")) for part in opened.groups())
    assert before == "Norland is said to demand every detainee in Lorn for the 30 captives."
    assert lead.startswith("Southia Minister Ada Venn claimed her side was")
    assert tail == "”."
    assert after.startswith("The envoys met both sides")


def test_html_holds_all_and_marks_what_is_off_the_page() -> None:
    brief = build([many(12, 8)])
    page, text = _parsed(brief)
    assert 'id="all"' in text
    assert 'class="off"' in text
    whole, full = _parsed(brief, full=True)
    assert 'id="all"' not in full
    assert 'class="off"' not in full
    assert len(whole.links) == len(page.links)


def test_json_has_every_offset() -> None:
    brief = build([truce(), strike()])
    found = json.loads(jsonform.render(brief))
    texts = {source.key: source.text for source in brief.sources}
    quotes = list(_of_kind(found, "quote"))
    assert quotes
    for quote in quotes:
        assert texts[quote["source"]][quote["start"] : quote["end"]] == quote["words"]
    assert {source["sha256"] for source in found["sources"]} == {
        source.sha256 for source in brief.sources
    }
    assert all(line["ground"] for line in _with(found, "ground"))


def _of_kind(node: object, kind: str) -> list[dict[str, Any]]:
    return [found for found in _with(node, "kind") if found["kind"] == kind]


def _with(node: object, key: str) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    if isinstance(node, dict):
        out += [node] if key in node else []
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            out += _with(one, key)
    return out


@given(st.text(max_size=60))
def test_clean_leaves_one_line_without_controls(text: str) -> None:
    shown = clean(text)
    assert shown == " ".join(shown.split())
    assert shown.isprintable() or all(c.isprintable() or ord(c) > 0x7F for c in shown)
    assert clean(shown) == shown


def test_a_long_quotation_is_cut_on_the_page_only() -> None:
    brief = build([many(12, 60)])
    assert ' …"' in terminal.render(brief)
    assert ' …"' not in terminal.render(brief, full=True)
    assert "word0x59" in jsonform.render(brief)


def test_a_full_page_tells_first_deeds_of_each_side() -> None:
    reading = truce()
    text = reading.document.text
    shelling, fled = text.index("Shelling went on"), text.index("an estimated 4,000")
    deeds = [
        Event(f"w{i}", Span(start, start + 8), Span(start, start + 16), "fight", (side,))
        for i, (start, side) in enumerate([(shelling, "a"), (shelling, "a"), (fled, "b")])
    ]
    brief = build([replace(reading, events=tuple(deeds))])
    ranks = [line.rank for section, line in grounded(brief) if section.key == "ground"]
    assert ranks == [0, 1]  # two tellings of one side's deed overlap; the other side's stays


def test_a_table_wraps_on_a_narrow_screen_and_is_not_clipped() -> None:
    style = html.render(build([truce()]))
    narrow = style[style.index("@media (max-width: 40rem)") : style.index("@page")]
    assert "table-layout: fixed" in narrow
    assert "min-width: 0" in narrow
    assert "nowrap" not in narrow
