"""From the bytes of a document to its text and what is known of it; no network in any of it.

``sources`` takes plain text, HTML, PDF with text and JSON lines. ``revision`` says what changed
between two texts, ``same_report`` whether one is a later version of the other.
"""

from parley.documents.revisions import Change, Revision, revision, same_report, version_keys
from parley.documents.sidecar import BESIDE, beside
from parley.documents.source import CONTAINER_LIMIT, TEXT_LIMIT, Source
from parley.documents.sources import checked, sources

__all__ = [
    "BESIDE",
    "CONTAINER_LIMIT",
    "TEXT_LIMIT",
    "Change",
    "Revision",
    "Source",
    "beside",
    "checked",
    "revision",
    "same_report",
    "sources",
    "version_keys",
]
