"""Pure functions from a case to results: which outcomes hold, what blocks, what meets what."""

from parley.analysis.checking.verify import verify
from parley.analysis.concepts import Concept, concepts
from parley.analysis.impasse import Impasse, impasse
from parley.analysis.meets import MeetsTable, meets
from parley.analysis.paths import Paths, Way, paths
from parley.analysis.proofs.certify import certify
from parley.analysis.questions import Question, questions
from parley.analysis.stability import stability
from parley.analysis.steps import Step
from parley.analysis.together.coalitions import CoalitionResult, coalitions
from parley.analysis.together.departures import Departure, departures

__all__ = [
    "CoalitionResult",
    "Concept",
    "Departure",
    "Impasse",
    "MeetsTable",
    "Paths",
    "Question",
    "Step",
    "Way",
    "certify",
    "coalitions",
    "concepts",
    "departures",
    "impasse",
    "meets",
    "paths",
    "questions",
    "stability",
    "verify",
]
