"""Boundaries lost between sentences and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..actions import Edit
from ..model import Document, Reason
from ..shapes import holds_code, is_technical
from .encoding import texts

__all__ = ["fix_glue"]

#: A sentence's last word in lower case, its mark, and a capitalised word glued to it.
_GLUED = re.compile(
    r"(?<![\w/@.:_-])([^\W\d_]{2,40})[.!?…][\"”’»)\]]?(?=([“\"«(]?)([^\W\d_]{2,40})(?![\w/@.(=_-]))"
)
_DOMAIN_ENDS = frozenset(
    "com org net edu gov info biz de fr es it pt nl be ch at uk us eu pl cz ru ua tr se no dk fi gr hu ro "
    "jp cn kr in id vn br mx ar io ai app dev tv me co news js py ts md html htm php pdf txt".split()
)

#: Words of two and three letters that end in a full stop without ending a sentence.
_ABBREVIATIONS = frozenset(
    "vs no ca st dr al vol op cf ed fl pp nr bd hl ff zb dh ua etc bzw usw inkl ggf evtl tel fig "
    "jr sr mr ms mrs prof gen col lt sgt min max approx dept est ext inc ltd resp sog vgl bspw red".split()
)


def fix_glue(document: Document) -> Iterator[Edit]:
    """Put the space back between sentences that were glued together (`region.Jens`).

    The word before must be in lower case and the word behind capitalised. Leaves
    domains, files, abbreviations, initials, versions and `Node.js` alone, and every text
    that shows code.

    >>> from cleanarticle.model import blocks
    >>> [edit.start for edit in fix_glue(blocks("He left.She stayed with Node.js and U.S.A. maps."))]
    [8]
    """
    if is_technical(document):
        return
    for block in texts(document):
        text = block.text
        for found in _GLUED.finditer(text):
            left, right = found[1], found[3]
            if (
                not holds_code(block)
                and left.islower()
                and left not in _ABBREVIATIONS
                and right[0].isupper()
                and right[1:].islower()
                and right.lower() not in _DOMAIN_ENDS
            ):
                yield Edit(block, found.end(), found.end(), " ", Reason.GLUE, 0.95)
