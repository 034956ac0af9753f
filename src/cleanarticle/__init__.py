"""Clean scraped text and HTML pages into articles, with a ledger of everything done.

>>> from cleanarticle import clean
>>> clean("Rain at last\\n\\nIt rained on Tuesday.").title
'Rain at last'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .actions import Drop, Edit, Flag, Found, Join, Label, MarkUp, Split
from .batch.many import clean_many
from .cleaning import clean
from .model import Article, Block, Change, Document, Line, Mark, Reason
from .pipeline import DEFAULT, Pipeline

if TYPE_CHECKING:
    from .learning import learn_site
    from .rendering.notebook import show
    from .sites import SiteRules, Sites, load_sites

__all__ = [
    "DEFAULT",
    "Article",
    "Block",
    "Change",
    "Document",
    "Drop",
    "Edit",
    "Flag",
    "Found",
    "Join",
    "Label",
    "Line",
    "Mark",
    "MarkUp",
    "Pipeline",
    "Reason",
    "SiteRules",
    "Sites",
    "Split",
    "clean",
    "clean_many",
    "learn_site",
    "load_sites",
    "show",
]

__version__ = "0.1.0"

#: Names that are imported when they are first used, and the modules they stand in.
_LATER = {
    "SiteRules": ".sites",
    "Sites": ".sites",
    "learn_site": ".learning",
    "load_sites": ".sites",
    "show": ".rendering.notebook",
}


if not TYPE_CHECKING:  # which would take any name for one of ours

    def __getattr__(name: str) -> Any:
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_LATER[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
