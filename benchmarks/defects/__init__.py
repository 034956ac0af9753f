"""Defects of scraped text, a family a module: the variants, and where each can strike.

To add a variant, add a line to the ``VARIANTS`` of its family's module.
"""

from . import characters, entities, glue, quotes, remains, wraps
from .model import Variant

VARIANTS: tuple[Variant, ...] = (
    *quotes.VARIANTS,
    *glue.VARIANTS,
    *characters.VARIANTS,
    *entities.VARIANTS,
    *wraps.VARIANTS,
    *remains.VARIANTS,
)
