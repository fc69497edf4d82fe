"""Pure functions from a case to results: which outcomes hold, what blocks, what meets what."""

from parley.analysis.certify import certify
from parley.analysis.concepts import Concept, concepts
from parley.analysis.impasse import Impasse, impasse
from parley.analysis.meets import MeetsTable, meets
from parley.analysis.questions import Question, questions
from parley.analysis.stability import stability
from parley.analysis.verify import verify

__all__ = [
    "Concept",
    "Impasse",
    "MeetsTable",
    "Question",
    "certify",
    "concepts",
    "impasse",
    "meets",
    "questions",
    "stability",
    "verify",
]
