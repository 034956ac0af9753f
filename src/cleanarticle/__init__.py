"""Clean scraped text and HTML pages into articles, with a ledger of everything done.

>>> from cleanarticle import clean
>>> clean("Rain at last\\n\\nIt rained on Tuesday.").title
'Rain at last'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .actions import Drop, Edit, Flag, Found, Join, Label, MarkUp, Split
    from .batch.many import clean_many
    from .cleaning import clean
    from .learning import learn_site
    from .model import Article, Block, Change, Document, Image, Line, Mark, Reason
    from .pipeline import DEFAULT, Pipeline
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
    "Image",
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

#: Where each name stands. Modules are imported when one of their names is first used: the
#: patterns of all cleaners take a quarter of a second to compile.
_HOMES = {
    ".actions": ("Drop", "Edit", "Flag", "Found", "Join", "Label", "MarkUp", "Split"),
    ".batch.many": ("clean_many",),
    ".cleaning": ("clean",),
    ".learning": ("learn_site",),
    ".model": ("Article", "Block", "Change", "Document", "Image", "Line", "Mark", "Reason"),
    ".pipeline": ("DEFAULT", "Pipeline"),
    ".rendering.notebook": ("show",),
    ".sites": ("SiteRules", "Sites", "load_sites"),
}

if not TYPE_CHECKING:  # a type checker would take any name for one of these

    def __getattr__(name: str) -> Any:
        for home, names in _HOMES.items():
            if name in names:
                value = getattr(import_module(home, __name__), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
