"""Cases: one damaged article each, at seeded sites spread over languages and pages."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cleanarticle.shapes import is_code_like
from harm import normal

from .model import Article, Damage, Site, Variant

MIN_CHARACTERS = 60  # of a paragraph with a site
MAX_SITES_A_PAGE = 6  # of one variant; only languages with few pages come near it
#: Sites in turn, by language: English and German have the most pages, every other language one.
TURNS = {"en": 4, "de": 2}

#: By article and separator, the places of the paragraphs that come out of `clean()` unchanged.
Standing = Mapping[tuple[Article, str], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged article, and what must stand in the answer."""

    article: Article
    separator: str
    damage: Damage
    kept: frozenset[int]  # the places that are judged: `clean()` leaves them alone undamaged

    @property
    def wanted(self) -> list[str]:
        """Give the paragraphs that must stand again."""
        return [self.article.paragraphs[place] for place in self.damage.wanted]

    @property
    def others(self) -> list[str]:
        """Give the paragraphs that must stay."""
        left = self.kept.difference(self.damage.wanted, self.damage.spoilt)
        return [self.article.paragraphs[place] for place in sorted(left)]


def cases(
    variant: Variant, pool: Sequence[Article], standing: Standing, seed: int, most: int
) -> list[Case]:
    """Choose up to `most` sites, spread over languages and pages; a seed gives the same ones."""
    queues = _queues(variant, pool, standing, seed)
    chosen: list[Case] = []
    while queues and len(chosen) < most:
        for language in list(queues):
            for _ in range(TURNS.get(language, 1)):
                case = next(queues[language], None)
                if case is None:
                    del queues[language]
                    break
                chosen.append(case)
    return chosen[:most]


def _queues(
    variant: Variant, pool: Sequence[Article], standing: Standing, seed: int
) -> dict[str, Iterator[Case]]:
    """Give the cases of each language, in a seeded order of its articles."""
    by_language: dict[str, list[Article]] = defaultdict(list)
    for article in pool:
        fits = not variant.languages or article.language in variant.languages
        if fits and article.language not in variant.never and variant.restyled >= article.restyled:
            by_language[article.language].append(article)
    order = random.Random(f"{seed}-{variant.family}-{variant.name}")
    queues = {}
    for language in sorted(by_language):
        order.shuffle(by_language[language])
        streams = [_of_article(variant, a, standing, seed) for a in by_language[language]]
        queues[language] = _in_turn(streams)
    return queues


def _in_turn(streams: Sequence[Iterator[Case]]) -> Iterator[Case]:
    """Give one case of each article, then a second of each, and so on."""
    for _ in range(MAX_SITES_A_PAGE):
        live = []
        for stream in streams:
            if case := next(stream, None):
                live.append(stream)
                yield case
        streams = live


def _of_article(
    variant: Variant, article: Article, standing: Standing, seed: int
) -> Iterator[Case]:
    """Give a case for each paragraph with a site, or one for an article damaged as a whole."""
    rng = random.Random(f"{seed}-{variant.family}-{variant.name}-{article.page}")
    turn = rng.randrange(len(variant.separators))
    separators = variant.separators[turn:] + variant.separators[:turn]
    places = list(range(len(article.paragraphs)))
    rng.shuffle(places)
    if variant.whole:
        kept = standing[article, separators[0].replace("\r", "")]
        damage = variant.whole(article, rng)
        if damage and len(kept) == len(article.paragraphs):
            yield Case(article, separators[0], damage, kept)
    if not variant.sites:
        return
    for number, place in enumerate(places):
        separator = separators[number % len(separators)]
        kept = standing[article, separator.replace("\r", "")]
        usable = place in kept and _is_usable(article, place)
        if usable and (sites := list(variant.sites(article, place))):
            damage = _at_site(article, place, rng.choice(sites))
            yield Case(article, separator, damage, kept)


def _is_usable(article: Article, place: int) -> bool:
    text = article.paragraphs[place]
    return (
        len(text) >= MIN_CHARACTERS
        and normal(text) == text
        and not is_code_like(text)
        and article.paragraphs.count(text) == 1
    )


def _at_site(article: Article, place: int, site: Site) -> Damage:
    paragraphs = list(article.paragraphs)
    text = paragraphs[place]
    paragraphs[place] = text[: site.start] + site.after + text[site.end :]
    return Damage(tuple(paragraphs), (place,))
