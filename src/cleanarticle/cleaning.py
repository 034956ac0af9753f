"""The one door: `clean()`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from .cleaners.rules import Rule, as_rule
from .ledger import to_article
from .model import Article, Line
from .pipeline import DEFAULT, AnyCleaner, Pipeline, pipeline_of
from .reading.decoding import decode
from .reading.lines import read_lines
from .reading.sniffing import is_html
from .reading.unwrapping import unwrap
from .running import Settings, Work
from .settling import run

__all__ = ["clean"]

Rules = Rule | Iterable[Rule] | None


def clean(
    raw: str | bytes,
    *,
    kind: Literal["auto", "text", "html"] = "auto",
    url: str | None = None,
    language: str | None = None,
    favor: Literal["precision", "balanced", "recall"] = "balanced",
    extractor: Literal["model", "readability"] = "model",
    extra: Rules = None,
    keep: Rules = None,
    pipeline: Pipeline | Iterable[AnyCleaner] = DEFAULT,
) -> Article:
    """Clean scraped text or an HTML page and give the article in it.

    Any `str` and any `bytes` gives an article; one without blocks and with the flag
    `no_article` where there is none. `extra` and `keep` are phrases or compiled
    patterns of the caller's, or a `Line` that is a whole block: to cut, and never to cut.

    Raises `TypeError` for input that is neither `str` nor `bytes`, and `ValueError`
    for an option that is not among those named above.

    >>> article = clean("Advertisement\\n\\nThe ferry sailed at noon.\\n\\nShare this article")
    >>> article.text
    'The ferry sailed at noon.'
    >>> [(change.before, str(change.reason)) for change in article.changes]
    [('Advertisement', 'ad'), ('Share this article', 'share')]
    """
    if isinstance(raw, bytes | bytearray | memoryview):
        raw = decode(bytes(raw))
    if not isinstance(raw, str):
        raise TypeError(
            f"clean() takes the page or text itself, as str or bytes, not {type(raw).__name__}; "
            "read a file with Path.read_bytes(), a response with .content"
        )
    _check("kind", kind, ("auto", "text", "html"))
    _check("favor", favor, ("precision", "balanced", "recall"))
    _check("extractor", extractor, ("model", "readability"))
    settings = Settings(
        language=language,
        favor=favor,
        url=url,
        extra=tuple(as_rule(rule) for rule in _rules(extra)),
        keep=tuple(as_rule(rule) for rule in _rules(keep)),
    )
    cleaners = pipeline_of(pipeline).cleaners

    def read(text: str) -> Work:
        return Work(text, read_lines(text), settings)

    markup = raw if kind == "text" else unwrap(raw)
    if kind == "html" or (kind == "auto" and is_html(markup)):
        from .reading.choosing import JUDGE
        from .reading.html import read_html

        judged = any(c.__name__ == JUDGE for c in cleaners)
        work = run(
            read_html(markup, settings, choose=extractor if judged else None), cleaners, read
        )
        if not work.live() and work.nodes and judged:  # the rules cut all that was chosen
            work = run(read_html(markup, settings, choose=None), cleaners, read)
    else:
        work = run(read(raw), cleaners, read)
    return to_article(work, _confidence)


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is one of {', '.join(map(repr, allowed))}, not {value!r}")


def _rules(rules: Rules) -> Iterable[Rule]:
    if rules is None:
        return ()
    if isinstance(rules, str | re.Pattern | Line):
        return (rules,)
    return rules


def _confidence(work: Work) -> float:
    """Give the model's calibrated probability, where it judged, that the word F1 is .9 or more.

    Else an estimate from how much was cut: little cut from much prose is sure.
    """
    _, text = work.texts()
    if not text:
        return 0.0
    judged = work.fields.get("confidence")
    if judged is not None:
        return float(judged)
    share = len(text) / max(1, len(work.raw.strip()))
    return round(min(0.95, 0.35 + 0.6 * share), 3)
