"""Web pages as outlets of many kinds build them, round one report of our own."""

from __future__ import annotations

import json

TITLE = "Ferry crews turn down second offer"
TEXT = [
    "Ferry crews in Norholm have turned down a second offer from the company, their union said on "
    "Tuesday, and asked for talks with the ministry in the room.",
    "The company had offered 4.5 percent over two years and three more rest days, according to two "
    "people close to the talks.",
    "“We will not sail on half a promise,” said Ines Vaal, who speaks for the crews.",
    "The union wants 8 percent and a ceiling on night work. It said that it would lift the halt of "
    "the night boats once a date for talks was set.",
    "The company said that its offer stood. A ministry official, who asked not to be named, told "
    "the Norholm Courier that both sides would be invited for Thursday.",
    "An earlier agreement, signed in May, broke down after nine days.",
]
WANTS = [
    "a ceiling of five nights a month",
    "8 percent, backdated to the first of January",
    "a seat for the crews on the safety board",
]
NOISE = (
    "Subscribe to our newsletter", "We use cookies", "Read more: ten islands to see",
    "All rights reserved", "Sign in", "Photo: a ferry at its berth", "harbour_fan wrote",
    "Most read", "Share on",
)  # fmt: skip
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Norholm Courier", "datePublished": "2001-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "datePublished": "2026-03-03T22:10:00+01:00",
            "dateModified": "2026-03-05T08:00:00+01:00",
            "publisher": {"@type": "Organization", "name": "Norholm Courier"},
        },
    ],
}
_MENU = "<ul>" + "".join(f"<li><a href='/{i}'>Section {i}</a></li>" for i in range(12)) + "</ul>"


def paragraphs(tag: str = "p", more: str = "") -> str:
    return "\n".join(f"<{tag}{more}>{each}</{tag}>" for each in TEXT)


def document(body: str, head: str = "") -> str:
    start = f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{head}'
    return f"{start}<title>{TITLE} | Norholm Courier</title></head><body>{body}</body></html>"


def semantic() -> str:
    head = (
        f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'
        '<link rel="canonical" href="https://courier.example/news/ferry-crews">'
        '<meta property="og:site_name" content="Norholm Courier">'
    )
    return document(
        f"""<header><nav>{_MENU}</nav><a href="/in">Sign in</a></header>
        <div id="cookie-banner" class="cookie">We use cookies to make it better. <a>OK</a></div>
        <main><article><h1>{TITLE}</h1><p class="byline">By Olo Brant</p>
        <figure><img src="a.jpg"><figcaption>Photo: a ferry at its berth</figcaption></figure>
        {paragraphs()}
        <aside class="related"><h3>Most read</h3>
        <a href="/1">Read more: ten islands to see</a></aside>
        </article></main>
        <section id="comments" class="comments"><p>harbour_fan wrote: they should pay up, all of
        them, and soon, or the summer is lost for every one of us.</p></section>
        <footer><p>© 2026 Norholm Courier. All rights reserved.</p></footer>""",
        head,
    )


def tables() -> str:
    text = "<br><br>\n".join(TEXT)
    return document(
        f"""<table width="100%"><tr><td width="20%">{_MENU}</td>
        <td><font size="5"><b>{TITLE}</b></font><br><br><font face="Times">{text}</font></td>
        <td><a href="x">Most read</a></td></tr>
        <tr><td colspan="3"><small>All rights reserved</small></td></tr></table>"""
    )


def divs() -> str:
    return document(
        f"""<div class="top-bar">{_MENU}<span>Sign in</span></div>
        <div class="wrap"><div class="story"><div class="story-head">{TITLE}</div>
        <div class="story-body">{paragraphs("div", ' class="story-text"')}</div>
        <div class="share">Share on <a>X</a> <a>mail</a></div></div>
        <div class="side"><div class="promo">Subscribe to our newsletter</div></div></div>
        <div class="foot">All rights reserved</div>"""
    )


def blog() -> str:
    return document(
        f"""<div id="page"><div id="header">{_MENU}</div><div id="content"><div class="post">
        <h2 class="entry-title">{TITLE}</h2><div class="entry-content">{paragraphs()}
        <div class="newsletter-signup"><p>Subscribe to our newsletter</p></div></div></div></div>
        <div id="sidebar"><h3>Most read</h3>{_MENU}</div>
        <div id="footer">All rights reserved</div></div>"""
    )


def listed() -> str:
    wants = "".join(f"<li>{each}</li>" for each in WANTS)
    return document(
        f"""<nav>{_MENU}</nav><article><h1>{TITLE}</h1>{paragraphs()}
        <h2>What the crews ask for</h2><ul>{wants}</ul>
        <blockquote><p>No crew sails alone.</p></blockquote></article>
        <footer>All rights reserved</footer>"""
    )


def short() -> str:
    return document(
        f"""<nav>{_MENU}</nav><main><article><h1>{TITLE}</h1><p>{TEXT[0]}</p></article></main>
        <footer><p>All rights reserved</p></footer>"""
    )


def bare() -> str:
    return f"<h1>{TITLE}</h1>{paragraphs()}"


LAYOUTS = {
    "semantic": (semantic, TEXT),
    "tables": (tables, TEXT),
    "divs": (divs, TEXT),
    "blog": (blog, TEXT),
    "listed": (listed, [*TEXT, *WANTS, "No crew sails alone."]),
    "short": (short, TEXT[:1]),
    "bare": (bare, TEXT),
}
