"""Whom a named person speaks for, where the words around the name tell it only in context.

*Its commander, Ana Ode*, *the Norse trade minister, Ana Ode*, *union leader Ana Ode*: these need
what was read before them, so they are settled once attribution is done.
"""

from __future__ import annotations

from dataclasses import replace

from parley.reading.attribution import Scene
from parley.reading.lexicon import lemma
from parley.reading.lexicon.words import DESCRIPTIONS, OFFICES, TITLES
from parley.reading.page import Page, Range

__all__ = ["find_standing"]

_BODIES = ("organisation", "non_state_armed_group", "state", "military", "igo", "party",
           "coalition")  # fmt: skip
_HEADS = frozenset(("minister", "president", "premier", "chancellor"))
_OWN = frozenset(("its", "their", "his", "her"))
_LEADS = frozenset("lead head chair run command".split())
_LINKS = frozenset(("of", "for"))


def find_standing(scene: Scene) -> None:
    """Set what persons represent, as far as the words beside their names say."""
    page = scene.page
    seen: set[str] = set()
    for mention in page.mentions:
        actor = page.actors.get(mention.actor)
        if actor is None or actor.represents is not None or actor.type != "person":
            continue
        if actor.id in seen:
            continue
        seen.add(actor.id)  # an office stands by the name where it is first told
        name = mention.first, mention.last
        last = page.sentences[page.sentence_of(name[0])].last
        body = _before(scene, name) or _after(scene, name, last) or _led(page, name)
        if body and body != actor.id:
            page.actors[actor.id] = replace(actor, represents=body)
    _offices(scene)


def _offices(scene: Scene) -> None:
    """*their commander said*: somebody known by an office alone."""
    page = scene.page
    for statement in scene.statements:
        link = statement.chain[-1] if statement.chain else None
        actor = page.actors.get(link.actor) if link is not None else None
        if actor is None or link is None or link.span is None or actor.represents is not None:
            continue
        if actor.type != "person" or actor.anonymity == "named":
            continue
        spots = [page.range(span)[0] for span in (link.span, *actor.mentions[:1])]
        own = next(
            (k for i in spots for k in (i, i - 1) if page.words[k] in ("its", "their")), None
        )
        body = _owner(page, own) if own is not None else None
        if body:
            page.actors[actor.id] = replace(actor, represents=body)


def _before(scene: Scene, name: Range) -> str | None:
    """*The Norse trade minister, Ana Ode*; *Reform leader Ana Ode*; *a spokesman for X*."""
    page, (i, _) = scene.page, name
    while i > 0 and page.words[i - 1] in TITLES:
        i -= 1
    floor = page.sentences[page.sentence_of(i)].first
    office = next(
        (
            k
            for k in range(i - 1, max(floor - 1, i - 9), -1)
            if page.words[k] in OFFICES and (page.tags[k].startswith("NN") or k < i - 1)
        ),
        None,
    )
    if office is None or not _leads_to(page, office + 1, i):
        return None
    start = office
    while start > floor and (
        page.tags[start - 1].startswith(("NN", "JJ", "POS", "PRP$", "DT"))
        or page.words[start - 1] in OFFICES
    ):
        start -= 1
    for k in range(office + 1, i):
        if page.words[k] in _LINKS:
            return _named(page, k + 1, i) or _plain(scene, k + 1, i)
    found = _led_by_owner(page, start)
    found = found or _named(page, start, office) or scene.resolver.nationality(start, office)
    if not found and page.words[office] == "minister":  # the health minister is no union's
        found = _plain(scene, start, office, short=False) or _government(scene, office, start)
    return found or _plain(scene, start, office) or _government(scene, office, start)


def _led_by_owner(page: Page, start: int) -> str | None:
    """*Their leader, Finance Minister Ana Ode*: what is led, before the office that is held."""
    if start < 3 or page.words[start - 1] != "," or page.words[start - 2] not in OFFICES:
        return None
    own = next((k for k in (start - 3, start - 4) if page.words[k] in ("its", "their")), None)
    return _owner(page, own) if own is not None else None


def _leads_to(page: Page, i: int, j: int) -> bool:
    """Whether only a comma, titles or *of X* stand between an office and the name."""
    commas = sum(page.words[k] == "," for k in range(i, j))
    verbs = any(page.tags[k] in ("VBZ", "VBP", "VBD", "MD") for k in range(i, j))
    return commas <= 1 and not verbs and (commas == 0 or "," in page.words[max(i, j - 4) : j])


def _after(scene: Scene, name: Range, last: int) -> str | None:
    """*Ana Ode, the union's chief*; *Ana Ode, who leads it*."""
    page, (_, j) = scene.page, name
    if j + 1 >= last or page.words[j] != ",":
        return None
    if j + 3 < last and page.words[j + 1] == "who" and lemma(page.words[j + 2]) in _LEADS:
        end = next((k for k in range(j + 3, last) if page.words[k] == ","), last)
        return _named(page, j + 3, end) or _led_before(scene, j + 3)
    stop = next((k for k in range(j + 1, min(last, j + 14)) if page.words[k] == ","), None)
    if stop is None:
        return None
    office = next((k for k in range(j + 1, stop) if page.words[k] in OFFICES), None)
    if office is None:
        return None
    found = _named(page, j + 1, stop) or _plain(scene, j + 1, office)
    behind = page.words[office + 1 : office + 3] == ("of", "the")
    return found or (_plain(scene, office + 3, stop) if behind else None)


def _led_before(scene: Scene, k: int) -> str | None:
    """*The opposition walked out. Ana Ode, who leads it, …*: the subject just before."""
    page = scene.page
    if page.words[k] not in ("it", "them"):
        return None
    floor = page.sentences[max(0, page.sentence_of(k) - 1)].first
    for at, actors in reversed(scene.resolver.subjects):
        if floor <= at < k and len(actors) == 1 and page.actors[actors[0]].type != "person":
            return actors[0]
    return None


def _led(page: Page, name: Range) -> str | None:
    """*The Front, led by Ana Ode*."""
    i = name[0]
    for k in range(i - 1, max(1, i - 5), -1):
        if page.words[k - 1 : k + 1] in (
            ("led", "by"),
            ("headed", "by"),
            ("chaired", "by"),
        ):
            before = page.mentions_in(max(0, k - 9), k - 1)
            fit = [m for m in before if page.actors[m.actor].type in _BODIES]
            return fit[-1].actor if fit and fit[-1].last >= k - 3 else None
    return None


def _named(page: Page, i: int, j: int) -> str | None:
    for mention in page.mentions_in(i, j):
        if page.actors[mention.actor].type in _BODIES:
            return mention.actor
    return None


def _plain(scene: Scene, i: int, j: int, *, short: bool = True) -> str | None:
    """*Its*, *the union's*, *Reform* for the Reform Party."""
    page = scene.page
    for k in range(i, j):
        word = page.words[k]
        if word in _OWN:
            return _owner(page, k) if word in ("its", "their") else None
        if word == "opposition":
            return _the_opposition(page)
        if word == "branch":  # the local branch chair, of a union
            return scene.resolver.recent(k, ("organisation",), "union")
        if word in DESCRIPTIONS and word not in OFFICES:
            return scene.resolver.recent(k, DESCRIPTIONS[word], word)
        if short and page.tags[k].startswith("NNP"):
            found = _short(page, word)
            if found:
                return found
    return None


def _the_opposition(page: Page) -> str | None:
    """*Opposition leader Ana Ode*: of those whom the text calls so (*opposition lawmakers*)."""
    fit = [a.id for a in page.actors.values() if a.id.split("_")[0] == "opposition"]
    fit = [a for a in fit if page.actors[a].type != "person"]
    return fit[0] if fit else None


def _owner(page: Page, k: int) -> str | None:
    """The body that *its* goes back to: the last one in the sentence, or the last one's subject."""
    index = page.sentence_of(k)
    first = page.sentences[index].first
    here = [m for m in page.mentions_in(first, k) if _is_body(page, m.actor)]
    if here:
        return here[-1].actor
    if index == 0:
        return None
    before = page.sentences[index - 1]
    named = page.mentions_in(before.first, before.last)[:1]
    return named[0].actor if named and _is_body(page, named[0].actor) else None


def _is_body(page: Page, actor: str) -> bool:
    return page.actors[actor].type in _BODIES


def _short(page: Page, word: str) -> str | None:
    """The one body whose name begins with a word."""
    fit = [
        a.id
        for a in page.actors.values()
        if a.type in _BODIES and a.name.lower().split()[:1] == [word]
    ]
    return fit[0] if len(fit) == 1 else None


def _government(scene: Scene, office: int, start: int) -> str | None:
    """*The prime minister*: of the one government that the text has spoken of by name."""
    page = scene.page
    if page.words[office] not in _HEADS:
        return None
    found = set()
    for mention in page.mentions_in(0, start):
        near = (
            page.words[mention.last : mention.last + 2],
            page.words[mention.first - 2 : mention.first],
        )
        if near[0] in (("'s", "government"), ("’s", "government")) or near[1] == (
            "government", "of",
        ):  # fmt: skip
            found.add(mention.actor)
    if found:
        return found.pop() if len(found) == 1 else None
    return _the_government(scene)


def _the_government(scene: Scene) -> str | None:
    """*The government*, of a text that names no country for it."""
    page = scene.page
    for k in range(1, len(page.words)):
        if page.words[k] == "government" and page.words[k - 1] == "the":
            named = scene.resolver.resolve(k - 1, k + 1)
            plain = bool(named) and page.actors[named[0]].type != "state"
            return named[0] if plain else None
    return None
