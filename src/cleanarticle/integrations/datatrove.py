"""`ArticleCleaner()`: a step in a datatrove pipeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Unpack

from ..batch.arrow import known_columns, to_row
from ..batch.extras import needed
from ..batch.many import Options, failed, settled
from ..batch.worker import Failure, attempt
from ..cleaning import clean
from ..model import Article

if TYPE_CHECKING:
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep
else:
    PipelineStep = needed("datatrove.pipeline.base", "datatrove").PipelineStep

__all__ = ["ArticleCleaner"]

COLUMNS = ("title", "authors", "published", "modified", "source", "flags", "confidence")


class ArticleCleaner(PipelineStep):
    """Cleans the text of every document: scraped text, or the page itself as a reader gives it.

    `text` becomes the article's, and `columns` go to the metadata, `prefix` before their names;
    the URL is taken from `metadata["url"]`. A document without an article, or one that a
    cleaner of the caller's failed on, is dropped and handed to `exclusion_writer` as it was, with
    the reason in `metadata["filter_reason"]`. With `drop=False` it goes on, text
    untouched where cleaning failed, marked by the metadata `article_flags` (`no_article`,
    `failed`) and `article_error`.

    The statistics count documents by what became of them and characters cut by reason.
    """

    name = "📰 cleanarticle"
    type = "✂️ - FORMAT"
    _requires_dependencies = ("datatrove",)

    def __init__(
        self,
        *,
        columns: Iterable[str] = COLUMNS,
        prefix: str = "article_",
        drop: bool = True,
        exclusion_writer: Any = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__()
        self.columns = known_columns(columns)
        self.prefix = prefix
        self.drop = drop
        self.exclusion_writer = exclusion_writer
        self.options = settled(options)

    def run(
        self, data: Iterable[Document] | None, rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Clean the documents; what datatrove calls."""
        with self.exclusion_writer or nullcontext() as writer:
            for document in data or ():
                self.stat_update("total")
                with self.track_time():
                    article = self._clean(document)
                    reason = _reason(article)
                    self._count(article)
                if reason is not None and self.drop:
                    self.stat_update("dropped", f"dropped_{reason}")
                    if writer is not None:
                        if article.error is not None:  # what failed is kept with the reason
                            self._write(document, article)
                        document.metadata["filter_reason"] = reason
                        writer.write(document, rank)
                    continue
                self._write(document, article)
                self.stat_update("forwarded")
                self.update_doc_stats(document)
                yield document

    def _clean(self, document: Document) -> Article:
        url = document.metadata.get("url")
        options = {"url": url if isinstance(url, str) else None, **self.options}
        made = attempt(lambda raw: clean(raw, **options), document.text)
        return failed(made.error) if isinstance(made, Failure) else made

    def _count(self, article: Article) -> None:
        for flag in article.flags:
            self.stat_update(f"flag_{flag}")
        cut: Counter[str] = Counter()
        for change in article.changes:
            cut[change.reason] += len(change.before) if change.is_cut else 0
        for reason, characters in cut.items():
            if characters:
                self.stat_update(f"cut_{reason}", value=characters, unit="characters")

    def _write(self, document: Document, article: Article) -> None:
        columns = self.columns
        if article.error is None:
            document.text = article.text
        else:
            columns = tuple(dict.fromkeys((*columns, "flags", "error")))
        row = to_row(article, columns)
        document.metadata.update({self.prefix + name: value for name, value in row.items()})


def _reason(article: Article) -> str | None:
    """Say why a document goes, `None` where it stays."""
    return next((flag for flag in ("failed", "no_article") if flag in article.flags), None)
