"""What ``parley explain`` is asked about one outcome: in words, or with certificates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parley.analysis.proofs.certify import Prover
    from parley.case import Case

__all__ = ["Asked"]

Sentence = tuple[int, str]
_LONG = ("non_myopic",)
"""Concepts whose certificates may be so long that they are given only where they are asked for."""


@dataclass(frozen=True)
class Asked:
    """An outcome, the parties whom to explain, and by which concept."""

    case: Case
    prover: Prover
    state: int
    parties: tuple[str, ...]
    """Those that are named; none for everybody, each alone."""
    concept: str | None
    variants: Mapping[str, str]

    @property
    def together(self) -> bool:
        """Whether it is about what the parties would do together."""
        from parley.model.definitions import GROUP

        return self.concept in GROUP

    def said(self, *, most: int) -> Iterable[Sentence]:
        """A heading, and sentences with how far each is set in."""
        from parley.analysis.explain import explain
        from parley.brief.explaining import sentences, title
        from parley.brief.explaining_group import group_sentences

        if self.together:
            shown = self._of_group()
            said = [(0, title(self.case, self.state)), (0, f"By {self.concept}: {shown.variant}.")]
            return [*said, *group_sentences(self.case, shown, most=most)]
        explained = explain(
            self.prover, self.state, parties=self.parties or None, concept=self.concept,
            **self.variants,
        )  # fmt: skip
        said = [(0, title(self.case, self.state))]
        if explained.concept is not None:
            said.append((0, f"By {explained.concept}: {explained.variant}."))
        return [*said, *sentences(self.case, explained, most=most)]

    def plain(self) -> dict[str, Any]:
        """What is said as records, and a certificate for each party and concept."""
        from parley.errors import UsageError

        if self.variants and self.concept is None:
            raise UsageError(f"say by which concept {', '.join(self.variants)} is meant")
        names = [self.concept] if self.concept is not None else self._concepts()
        who: list[tuple[str, str | tuple[str, ...]]]
        if self.together:
            self._some_parties()
            named = [party for party in self.case.parties if party in self.parties]
            who = [("+".join(named), self.parties)]
        else:
            who = [(party, party) for party in self.parties or tuple(self.case.parties)]
        certificates = {
            key: {name: self._certificate(name, party) for name in names} for key, party in who
        }
        explanation = None
        with suppress(UsageError):  # of some there are certificates, and no words
            explanation = None if self.together else self._explained()
        return {
            "case": self.case.name,
            "hash": self.case.hash,
            "state": self.state,
            "values": dict(self.case.states[self.state]),
            "explanation": explanation,
            "certificates": certificates,
        }

    def _explained(self) -> Any:
        from parley.analysis.explain import explain

        return explain(
            self.prover, self.state, parties=self.parties or None, concept=self.concept,
            **self.variants,
        )  # fmt: skip

    def _concepts(self) -> list[str]:
        """Those that are defined for the case, and have certificates."""
        from parley.analysis.variants import fitting

        fit, _ = fitting(self.prover.setting)
        return [name for name in fit if name in self.prover.concepts and name not in _LONG]

    def _of_group(self) -> Any:
        assert self.concept is not None
        self._some_parties()
        return self.prover.certificate(self.concept, self.state, self.parties, **self.variants)

    def _some_parties(self) -> None:
        from parley.errors import UsageError

        if not self.parties:
            raise UsageError(f"{self.concept} is about parties together: name them with --party")

    def _certificate(self, concept: str, party: str | tuple[str, ...]) -> Any:
        """The certificate, or why there is none."""
        from parley.errors import LimitError, NotSupportedError

        try:
            return self.prover.certificate(concept, self.state, party, **self.variants).to_json()
        except (LimitError, NotSupportedError) as why:
            return {"none": str(why)}
