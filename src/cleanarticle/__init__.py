"""Clean scraped text and HTML pages into articles, with a ledger of everything done.

>>> from cleanarticle import clean
>>> clean("Rain at last\\n\\nIt rained on Tuesday.").title
'Rain at last'
"""

from .actions import Drop, Edit, Flag, Found, Join, Label, MarkUp, Split
from .batch.many import clean_many
from .cleaning import clean
from .model import Article, Block, Change, Document, Mark, Reason
from .pipeline import DEFAULT, Pipeline

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
    "Mark",
    "MarkUp",
    "Pipeline",
    "Reason",
    "Split",
    "clean",
    "clean_many",
]

__version__ = "0.1.0"
