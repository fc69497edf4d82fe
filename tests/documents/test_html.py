"""Web pages: the main text, what the page states of itself, and pages made to do harm."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from parley.documents import Source, sources
from tests.documents.pages import LAYOUTS, LINKED, NOISE, TEXT, TITLE, document, listed, semantic

BODY = f"<article><p>{TEXT[0]}</p><p>{TEXT[1]}</p></article>"


def read(page: str | bytes) -> Source:
    (source,) = sources("a.html", page if isinstance(page, bytes) else page.encode())
    return source


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_main_text_of_many_layouts(layout: str) -> None:
    make, wanted = LAYOUTS[layout]
    source = read(make())
    assert source.text is not None
    found = source.text.split("\n\n")
    assert [each for each in found if each in wanted] == wanted
    others = [each for each in found if each not in wanted]
    # A page laid out by tables has no mark by which its edges are known.
    assert len(others) <= (2 if layout == "tables" else int(layout == "listed"))
    assert not [each for each in NOISE if each in source.text and layout != "tables"]
    assert source.title == TITLE


def test_what_a_page_states_of_itself() -> None:
    source = read(semantic())
    assert (
        source.published == "2026-03-03"
    )  # as written, whatever the zone; not when it was changed
    assert source.published_basis == "page"
    assert source.publisher == "Norholm Courier"
    assert source.url == "https://courier.example/news/ferry-crews"
    assert source.media_type == "text/html"
    assert source.data == semantic().encode()
    assert source.problems == ()


def test_no_date_is_guessed() -> None:
    page = document(
        f'<a href="/2026/03/03/x">3 March 2026</a>{BODY}<footer>© 2026, 1 March 2026</footer>',
        '<link rel="canonical" href="https://courier.example/2026/03/03/ferry">'
        '<meta property="article:modified_time" content="2026-03-03">'
        '<meta name="last-modified" content="2026-03-03">',
    )
    source = read(page)
    assert (source.published, source.published_basis) == (None, "none")
    assert source.publisher is None
    assert source.url == "https://courier.example/2026/03/03/ferry"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2026-03-03T08:00:00Z">', BODY),
        ('<meta name="DC.date.issued" content="2026-03-03">', BODY),
        ('<meta itemprop="datePublished" content="3 March 2026">', BODY),
        ("", f'<time itemprop="datePublished" datetime="2026-03-03">Tuesday</time>{BODY}'),
        ("", f"<time pubdate>March 3, 2026</time>{BODY}"),
        ("", BODY.replace("<p>", '<time datetime="2026-03-03T09:00">Tuesday</time><p>', 1)),
        ("", f'<span itemprop="datePublished" content="2026-03-03">Tuesday</span>{BODY}'),
    ],
)
def test_where_a_page_states_its_date(head: str, body: str) -> None:
    source = read(document(body, head))
    assert (source.published, source.published_basis) == ("2026-03-03", "page")


def test_several_dates_are_said() -> None:
    head = (
        '<meta property="article:published_time" content="2026-03-03">'
        '<meta name="date" content="2026-03-04">'
    )
    source = read(document(BODY, head))
    assert source.published == "2026-03-03"
    assert [str(problem) for problem in source.problems] == [
        "a.html: notice: the page states 2 dates of publication; the first is taken: "
        "'2026-03-03, 2026-03-04'"
    ]


def test_times_of_an_article_that_differ_are_no_date_of_it() -> None:
    times = '<time datetime="2026-03-03">a</time><time datetime="2026-03-05">b</time>'
    assert read(document(BODY.replace("<p>", f"{times}<p>", 1))).published is None


@pytest.mark.parametrize(
    "data", ["{", "[" * 100_000, '{"@type": 3, "datePublished": {}}', '["NewsArticle"]', "null"]
)
def test_linked_data_of_any_kind_is_borne(data: str) -> None:
    page = document(BODY, f'<script type="application/ld+json">{data}</script>')
    assert read(page).text == f"{TEXT[0]}\n\n{TEXT[1]}"


def test_linked_data_about_the_article_goes_first() -> None:
    listed_first = [LINKED["@graph"][1], {"@type": "WebPage", "datePublished": "1999-01-01"}]
    page = document(BODY, f'<script type="application/ld+json">{json.dumps(listed_first)}</script>')
    assert read(page).published == "2026-03-03"


def test_the_address_that_a_browser_wrote_when_it_saved_the_page() -> None:
    page = "<!DOCTYPE html>\n<!-- saved from url=(0031)https://courier.example/news/1 -->"
    source = read(page + document(BODY).removeprefix("<!DOCTYPE html>"))
    assert source.url == "https://courier.example/news/1"


@pytest.mark.parametrize("after", ["", "<br>", "<br><br>", "</b>", "\n"])
def test_the_title_is_never_part_of_the_first_sentence(after: str) -> None:
    text = "<br><br>".join(TEXT)
    source = read(
        f"<html><title>{TITLE}</title><body><div><b>{TITLE}</b>{after} {text}</div></body>"
    )
    assert source.title == TITLE
    assert source.text is not None
    assert source.text.startswith(TEXT[0])


def test_a_sentence_that_begins_with_the_words_of_the_title_stays_whole() -> None:
    title = "Ferry crews in Norholm"
    page = f"<html><title>{title}</title><body><article><p>{TEXT[0]}</p></article></body></html>"
    assert read(page).text == TEXT[0]


def test_headings_and_items_are_paragraphs_of_their_own() -> None:
    text = read(listed()).text
    assert text is not None
    assert "\n\nWhat the crews ask for\n\na ceiling of five nights a month\n\n8 percent" in text


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", ""),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", '<meta charset="windows-1252">'),
        ("utf-16", ""),
        ("iso-8859-15", "<meta charset='ISO-8859-15'>"),
    ],
)
def test_encodings_that_a_page_names_or_shows(encoding: str, head: str) -> None:
    told = "The café’s staff" if encoding != "iso-8859-15" else "The café's staff"
    page = f"<!doctype html><html><head>{head}</head><body><article><p>{told} said that they would "
    page += "not return to the talks before Monday.</p></article></body></html>"
    source = read(page.encode(encoding))
    assert source.text == f"{told} said that they would not return to the talks before Monday."
    assert source.problems == ()


def test_an_encoding_that_a_page_names_and_is_not_in() -> None:
    page = f'<!doctype html><html><head><meta charset="utf-8"></head><body>{BODY}</body></html>'
    source = read(page.encode("cp1252"))
    assert source.text == f"{TEXT[0]}\n\n{TEXT[1]}"
    page = page.replace("utf-8", "no-such-encoding").replace("Norholm", "Nørholm")
    source = read(page.encode("cp1252"))
    assert source.text is not None
    assert "Nørholm" in source.text
    assert ["cp1252" in problem.what for problem in source.problems] == [True]


def test_a_page_without_text() -> None:
    (problem,) = read("<!doctype html><html><body><script>go()</script></body></html>").problems
    assert problem.what == "no text was found in the page; save its text as a .txt file"


BOMBS = {
    "nested": "<html><body>" + "<div>" * 250_000 + "The talks go on.",
    "deeply": "<html><body>" + "<div>" * 240 + "<p>No.</p>" * 30_000,
    "entities": "<!DOCTYPE html [<!ENTITY a0 'lol'>"
    + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12))
    + f"]><html><body><p>&a11;</p><p>{TEXT[0]}</p></body></html>",
    "long": "<html><body>" + "<p>The union said no to it on Monday.</p>" * 1_200_000,
    "attributes": "<html><body><p " + " ".join(f'a{i}="x"' for i in range(2_000_000)) + ">No.",
    "many attributes": "<html><body>"
    + ("<p " + " ".join(f"a{i}" for i in range(600)) + ">The talks are on</p>") * 13_000,
    "open": "<html><body>" + "<a" * 1_000_000,
    "brackets": "<html><body>" + "<" * 40_000_000,
    "comments": "<html><body>" + "<!--" * 500_000,
    "scripts": "<html><body>" + "<script>" * 500_000,
    "tables": "<html><body>" + "<table><tr><td>the " * 10_000,
    "breaks": "<html><body><p>" + "the word<br>" * 30_000,
    "heads": "<html><body>" + "<h1>The talks go on</h1>" * 30_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_page_made_to_do_harm_ends_in_seconds(bomb: str) -> None:
    start = time.process_time()
    source = read(BOMBS[bomb])
    assert time.process_time() - start < 15
    assert source.text is not None or source.problems
    assert len(source.text or "") < 1_000_000


def test_a_page_made_to_do_harm_keeps_within_its_memory() -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak is read where Linux tells it")
    program = (  # ru_maxrss would begin with what the tests' own process held when it forked
        "import pathlib, re; from parley.documents import sources;"
        "page = b'<html><body>' + (b'<p ' + b' '.join(b'a%d' % i for i in range(600)) + b'>No')"
        " * 18_000; list(sources('a.html', page));"
        "told = pathlib.Path('/proc/self/status').read_text();"
        "print(int(re.search('VmHWM:\\\\s+(\\\\d+)', told).group(1)) // 1024)"
    )
    path = str(Path(__file__).resolve().parents[2] / "src")
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(run.stdout) < 600
