"""How the documentation is built: ``sphinx-build -W -n docs docs/_build/html``, offline."""

from parley import __version__

project = "Parley"
author = "The Parley contributors"
copyright = "2026, the Parley contributors"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Parley"
myst_enable_extensions = ["deflist", "dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_google_docstring = False
napoleon_use_param = False
napoleon_use_rtype = False
# Names that docstrings use for things outside this project, which an offline build cannot look up.
nitpick_ignore_regex = [("py:.*", r"(numpy|np|scipy|click|pydantic|NDArray|csr_array|Path).*")]


WORDS = {}  # an attribute's words, between the two hooks below


def before_napoleon(app, what, name, obj, options, lines):
    """Keep an attribute's own words: napoleon would read ``Per party: …`` as a type."""
    if what in {"attribute", "data", "property"}:
        WORDS[name] = list(lines)


def after_napoleon(app, what, name, obj, options, lines):
    """Put them back."""
    if name in WORDS:
        lines[:] = WORDS.pop(name)


def setup(app):
    """Connect the two around napoleon's turn, which has priority 500."""
    app.connect("autodoc-process-docstring", before_napoleon, priority=400)
    app.connect("autodoc-process-docstring", after_napoleon, priority=600)
