"""`clean_many()`: the one door, for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from operator import length_hint
from typing import Any, Literal, TypedDict, Unpack

from ..cleaning import clean
from ..model import Article
from ..options import Extractor, Favor, Kind, Rules, plain, rules_of
from ..pipeline import AnyCleaner, Pipeline, pipeline_of

__all__ = ["Options", "clean_many", "failed", "job_of", "settled"]

#: What an item costs beside its characters, in characters.
ITEM_WEIGHT = 1_000


class Options(TypedDict, total=False):
    """The options of `clean`."""

    kind: Kind
    url: str | None
    language: str | None
    favor: Favor
    extractor: Extractor
    extra: Rules
    keep: Rules
    pipeline: Pipeline | Iterable[AnyCleaner]


def clean_many(
    items: Iterable[str | bytes],
    *,
    workers: int | None = None,
    progress: bool | Literal["auto"] = "auto",
    start_method: Literal["spawn", "fork", "forkserver"] = "spawn",
    **options: Unpack[Options],
) -> Iterator[Article]:
    """Clean many texts and pages in worker processes; give the articles in order, as they are done.

    Items are taken from any iterable as they are needed, so memory does not grow with their
    number; the options are those of `clean`, the same for all. `workers` is the number of
    processes, by default one a processor; with 0 or 1 all runs in this process. `progress`
    is a bar on standard error: "auto" where there is a terminal or a notebook. `start_method`
    is how `multiprocessing` starts a process: `spawn` is safe everywhere, `fork` quicker by a
    second a worker and not safe where the caller has threads.

    Nothing that befalls one item loses another. An item that is neither `str` nor `bytes`, one on
    which a cleaner raises, and one that kills its worker process twice each give an article
    without blocks whose `flags` hold `failed` and whose `error` says why. What
    the iterable itself raises is raised behind the articles of what came before.

    Closing the iterator, or Ctrl-C, ends the workers at once.

    Raises `TypeError` and `ValueError` as `clean` does for its options, before anything is read.

    >>> texts = ["It rained.\\n\\nAdvertisement", None, b"It rained on."]
    >>> for article in clean_many(texts, workers=1):
    ...     print(article.text or article.error.partition(",")[0])
    It rained.
    TypeError: clean() takes the page or text itself
    It rained on.
    """
    if isinstance(items, str | bytes | bytearray | memoryview):
        raise TypeError(
            f"clean_many() takes many documents; for one {type(items).__name__}, clean()"
        )
    if isinstance(items, Mapping) or hasattr(items, "columns"):  # these give their names
        raise TypeError(
            f"clean_many() takes the texts and pages themselves, not {type(items).__name__}: pass "
            "its values, or the column that holds them"
        )
    if not isinstance(items, Iterable):
        raise TypeError(
            f"clean_many() takes an iterable of texts and pages, not {type(items).__name__}"
        )
    checked = settled(options)
    from .pool import run
    from .progress import bar

    total = length_hint(items, -1)
    jobs = map(job_of, items)
    results = run(
        partial(clean, **checked), jobs, workers=workers, method=start_method, weigh=_weight
    )
    return _shown(results, bar(progress, total if total >= 0 else None))


def failed(error: str) -> Article:
    """Give the article of an item that could not be cleaned."""
    return Article(flags=frozenset({"failed"}), error=error)


def settled(options: Options) -> dict[str, Any]:
    """Give the options as values that can be used many times; raise for wrong ones."""
    values: dict[str, Any] = dict(options)
    for name in ("extra", "keep"):
        if name in values:
            values[name] = rules_of(name, values[name])
    if "pipeline" in values:
        values["pipeline"] = pipeline_of(values["pipeline"])
    clean("", **{**values, "pipeline": ()})
    for name in ("url", "language"):
        if isinstance(values.get(name), str):
            values[name] = plain(values[name])
    return values


def job_of(item: object) -> object:
    """Give what is sent to a worker for an item: plain `str` or `bytes`, or its failure."""
    if isinstance(item, str):
        return plain(item)
    if isinstance(item, bytes | bytearray | memoryview):
        return bytes(memoryview(item))
    from .worker import attempt

    return attempt(clean, item)


def _weight(job: str | bytes) -> int:
    return len(job) + ITEM_WEIGHT


def _shown(results: Iterator[Any], shown: Any) -> Iterator[Article]:
    from .worker import Failure

    try:
        for result in results:
            if shown is not None:
                shown.update()
            yield failed(result.error) if isinstance(result, Failure) else result
    finally:
        results.close()  # type: ignore[attr-defined]
        if shown is not None:
            shown.close()
