"""What a workbench answers from its ledger: positions, offers, figures, disputes and the rest.

Names are as a person types them; what is not known is answered with the nearest name. Every answer
is a tuple of plain records, one a row, whose `at` says where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from parley.errors import UsageError
from parley.workbench.acts import check_act
from parley.workbench.parties import nearest, standing_for

if TYPE_CHECKING:
    from parley.ledger import Ledger
    from parley.ledger.origins import OriginRow, TellingRow
    from parley.ledger.queries import (
        Ask,
        ClaimRow,
        DisputeRow,
        FigureRow,
        FoundRow,
        NewsRow,
        OfferRow,
        PositionRow,
        TimelineRow,
    )
    from parley.workbench.listing import Row

__all__ = ["EVENTS", "PAGE", "Asking"]

PAGE = 100
"""Rows of a page."""
_SHOWN = 5
"""Names that a message lists where none is near."""
EVENTS = 2_000
"""Events whose words are known beside the acts."""


class Asking:
    """The questions; every one takes the same conditions, and each condition may be left out.

    ``party`` and ``issue``
        What positions are about and whose they are: a party by name or id, an issue by name.
    ``since``, ``until``
        ISO dates of publication (of the timeline: of what happened), both included.
    ``limit``, ``offset``
        A page of the rows; ``limit=None`` gives all.
    """

    @property
    def _ledger(self) -> Ledger:
        raise NotImplementedError

    def positions(self, party: str | None = None, **asked: Any) -> tuple[PositionRow, ...]:
        """What a party is reported to give, want, ask for first and answer, over time.

        Raises
        ------
        UsageError
            No report knows the party or the issue; the sentence names the nearest.

        Examples
        --------
        >>> from parley.workbench import open
        >>> with open() as bench:
        ...     _ = bench.read_text("Norport offered a raise of 5 percent.")
        ...     [(row.party, row.act, row.issue) for row in bench.positions("Norport")]
        [(('Norport',), 'offer', 'pay')]
        """
        from parley.ledger.queries import positions

        return positions(self._ledger, self._ask(party=party, **asked))

    def offers(self, party: str | None = None, **asked: Any) -> tuple[OfferRow, ...]:
        """The offer log: every telling of an offer or a demand, one row a term."""
        from parley.ledger.queries import offers

        return offers(self._ledger, self._ask(party=party, **asked))

    def figures(self, measure: str | None = None, **asked: Any) -> tuple[FigureRow, ...]:
        """The figures register: counts of one thing side by side, with how they relate."""
        from parley.ledger.queries import figures

        return figures(self._ledger, self._ask(measure=measure, **asked))

    def disputes(self, party: str | None = None, **asked: Any) -> tuple[DisputeRow, ...]:
        """Disputed facts, both readings of each."""
        from parley.ledger.queries import disputes

        return disputes(self._ledger, self._ask(party=party, **asked))

    def timeline(self, party: str | None = None, **asked: Any) -> tuple[TimelineRow, ...]:
        """What is reported to have happened and been said, by date."""
        from parley.ledger.queries import timeline

        return timeline(self._ledger, self._ask(party=party, **asked))

    def origins(self, party: str | None = None, **asked: Any) -> tuple[OriginRow, ...]:
        """Where statements come from: many retellings of one origin are one row."""
        from parley.ledger.origins import origins

        return origins(self._ledger, self._ask(party=party, **asked))

    def tellings(self, party: str | None = None, **asked: Any) -> tuple[TellingRow, ...]:
        """Pairs of tellings that may be of one offer: what they share and where they differ."""
        from parley.ledger.origins import tellings

        return tellings(self._ledger, self._ask(party=party, **asked))

    def news(
        self,
        since: str | None = None,
        *,
        by: Literal["published", "read"] = "published",
        **asked: Any,
    ) -> tuple[NewsRow, ...]:
        """What is new, changed, withdrawn, disputed or revised since a date."""
        from parley.ledger.queries import news

        if by not in ("published", "read"):
            raise UsageError(f"news go by the day a report was 'published' or 'read', not {by!r}")
        return news(self._ledger, self._ask(since=since, **asked), by)

    def claims(
        self, party: str | None = None, *, act: str | None = None, kind: str | None = None,
        **asked: Any,
    ) -> tuple[ClaimRow, ...]:  # fmt: skip
        """All claims as a table: one row a claim, whatever its kind."""
        from parley.ledger.queries import claims

        return claims(self._ledger, self._ask(party=party, **asked), act=act, kind=kind)

    def listed(
        self, party: str | None = None, *, act: str | None = None,
        kinds: Sequence[str] | None = None, **asked: Any,
    ) -> list[Row]:  # fmt: skip
        """A page of entries with what a person needs to read them, by document and place.

        Raises
        ------
        UsageError
            There is no such act; the sentence names the nearest.
        """
        from parley.workbench.listing import rows

        ask = self._ask(party=party, **asked)
        found = self._ledger.claims(
            kind=kinds, party=ask.parties, act=act, issue=ask.issues, measure=ask.measures,
            since=ask.since, until=ask.until, limit=ask.limit, offset=ask.offset,
        )  # fmt: skip
        if act is not None and not found:
            check_act(act, self._ledger.claims(kind="event", limit=EVENTS))
        return rows(self._ledger.readings(documents={each.document for each in found}), found)

    def search(self, words: str, **asked: Any) -> tuple[FoundRow, ...]:
        """Paragraphs of the reports with these words, the nearest first; see `Ledger.search`."""
        from parley.ledger.queries import found

        return found(self._ledger, words, self._ask(**asked))

    def export(self, table: str, path: str | PathLike[str], **asked: Any) -> int:
        """Write what a question is answered with to a file, whole or not at all.

        Parameters
        ----------
        table : str
            The question's name: ``"offers"``, ``"claims"``, ...
        path : path
            The file, whose ending says what: ``.csv``, ``.json`` or ``.jsonl`` (one object a
            line).
        **asked
            What the question takes; all rows unless `limit` says otherwise.

        Returns
        -------
        int
            How many rows were written.

        Raises
        ------
        UsageError
            There is no such question, the ending is none of these, or the file cannot be written.
        ParleyError
            The disk is full or fails. What stood there before still does.
        """
        from parley.workbench.export import as_file
        from parley.workbench.tables import TABLES

        if table not in TABLES:
            there = nearest(table, TABLES) or f"; there are {', '.join(TABLES)}"
            raise UsageError(f"no question is called {table!r}{there}")
        rows = getattr(self, table)(**{"limit": None, **asked})
        as_file(rows, TABLES[table], path)
        return len(rows)

    def _ask(
        self,
        *,
        party: str | None = None,
        issue: str | None = None,
        measure: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = PAGE,
        offset: int = 0,
    ) -> Ask:
        """The conditions in the ledger's own terms."""
        from parley.ledger.queries import Ask
        from parley.ledger.wanted import check_page, check_stretch

        check_stretch(since, until)
        check_page(limit, offset)
        return Ask(
            parties=None if party is None else self._party(party),
            issues=None if issue is None else frozenset((self._issue(issue),)),
            measures=None if measure is None else self._measure(measure),
            since=since,
            until=until,
            limit=limit,
            offset=offset,
        )

    def _party(self, name: str) -> frozenset[str]:
        from parley.model import Document, Reading

        ids = self._ledger.standing_for(name)
        return ids or standing_for(name, [Reading(Document("", ""), (), (), self._ledger.actors())])

    def _issue(self, name: str) -> str:
        known = self._ledger.issues()
        return _known(
            name.casefold().replace(" ", "_"), known, f"no offer or condition is on {name!r}"
        )

    def _measure(self, name: str) -> frozenset[str]:
        """What is counted, by its name or by words that stand in it."""
        from parley.ledger.marks import plain_measure

        known, plain = self._ledger.measures(), plain_measure(name)
        if plain in known:
            return frozenset((plain,))
        words = set(plain.split())
        within = frozenset(each for each in known if words <= set(each.split()))
        return within or frozenset((_known(plain, known, f"no figure counts {name!r}"),))


def _known(name: str, known: Iterable[str], fault: str) -> str:
    """The name as it is known."""
    names = tuple(known)
    spelled: dict[str, str] = {each.casefold(): each for each in names}
    if name in spelled:
        return spelled[name]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    there = f"; there are {', '.join(names[:_SHOWN])}{more}" if names else ""
    raise UsageError(f"{fault}{nearest(name, names) or there}")
