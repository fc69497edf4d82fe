"""Pure functions from a case to results: which outcomes hold, what blocks, what meets what."""

from parley.analysis.concepts import Concept, concepts
from parley.analysis.stability import stability

__all__ = ["Concept", "concepts", "stability"]
