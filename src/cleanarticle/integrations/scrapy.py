"""Scrapy: `article_of(response)`, an item pipeline, and a downloader middleware.

In `settings.py`, what is needed of:

    ITEM_PIPELINES = {"cleanarticle.integrations.scrapy.ArticlePipeline": 300}
    DOWNLOADER_MIDDLEWARES = {"cleanarticle.integrations.scrapy.ArticleMiddleware": 50}
    CLEANARTICLE_FIELD = "html"  # of the item: the page, or text from it
    CLEANARTICLE_URL_FIELD = "url"
    CLEANARTICLE_COLUMNS = ["title", "text", "published"]  # the fields that are filled in
    CLEANARTICLE_PREFIX = ""  # before their names
    CLEANARTICLE_DROP = ["no_article"]  # flags of articles whose items are dropped
    CLEANARTICLE_OPTIONS = {"favor": "precision"}  # those of clean()
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from ..batch.arrow import known_columns, to_row
from ..batch.extras import needed
from ..batch.many import Options, failed, settled
from ..batch.worker import Failure, attempt
from ..cleaning import clean
from ..model import Article
from ..reading.decoding import decode

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response
    from scrapy.settings import BaseSettings

needed("scrapy", "scrapy")

__all__ = ["ArticleMiddleware", "ArticlePipeline", "article_of"]

COLUMNS = (
    "title",
    "text",
    "authors",
    "published",
    "source",
    "language",
    "flags",
    "confidence",
    "error",
)
T = TypeVar("T")


def article_of(response: Response, **options: Unpack[Options]) -> Article:
    """Give the article in a response, its URL known; the options are those of `clean`."""
    options.setdefault("url", response.url)
    return clean(_page(response), **options)


class ArticleMiddleware:
    """Puts the article of every page into `response.meta["article"]` before the spider sees it.

    A request whose `meta["article"]` is `False` is left alone, and so is a response that is not
    text, or that is an error or a redirect. The work runs in a thread, so that downloads go on.
    An article that could not be made has `error`, and `failed` among its flags.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArticleMiddleware:
        """Make the middleware from the settings; raises for those that are wrong."""
        return cls(_options(crawler.settings))

    async def process_response(self, request: Request, response: Response) -> Response:
        """Attach the article; what Scrapy calls."""
        from scrapy.http import TextResponse

        asked = request.meta.get("article") is not False
        if asked and isinstance(response, TextResponse) and 200 <= response.status < 300:
            clean_it = partial(attempt, partial(article_of, **self.options), response)
            request.meta["article"] = _article(await _in_thread(clean_it))
        return response


class ArticlePipeline:
    """Fills in an item's fields from the page or the text in one of them.

    A field that is filled already stays as the spider has it, and a field that the item's
    class does not declare is left out. Where cleaning fails the item goes on, and `error`
    says why. The work runs in a thread, so that downloads go on.
    """

    def __init__(self, settings: BaseSettings, stats: Any = None) -> None:
        self.field = settings.get("CLEANARTICLE_FIELD", "html")
        self.url_field = settings.get("CLEANARTICLE_URL_FIELD", "url")
        self.columns = known_columns(settings.getlist("CLEANARTICLE_COLUMNS", [*COLUMNS]))
        self.prefix = settings.get("CLEANARTICLE_PREFIX", "")
        self.drop = frozenset(settings.getlist("CLEANARTICLE_DROP"))
        self.options = _options(settings)
        self.stats = stats
        if self.field in {self.prefix + column for column in self.columns}:
            raise ValueError(
                f"the field {self.field!r} holds what is cleaned and cannot hold what comes of it: "
                "take it out of CLEANARTICLE_COLUMNS or set CLEANARTICLE_PREFIX"
            )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArticlePipeline:
        """Make the pipeline from the settings; raises for those that are wrong."""
        return cls(crawler.settings, crawler.stats)

    async def process_item(self, item: Any) -> Any:
        """Fill in the fields; what Scrapy calls. Raises `DropItem` for flags that are to go."""
        from itemadapter import ItemAdapter
        from scrapy.exceptions import DropItem

        adapter = ItemAdapter(item)
        raw = adapter.get(self.field)
        if raw is None:
            return item
        options = {"url": adapter.get(self.url_field), **self.options}
        article = _article(await _in_thread(partial(attempt, partial(clean, **options), raw)))
        self._count(article)
        if unwanted := self.drop & article.flags:
            raise DropItem(f"flags of the article: {', '.join(sorted(unwanted))}")
        declared = ItemAdapter.get_field_names_from_class(type(item))
        for column, value in to_row(article, self.columns).items():
            name = self.prefix + column
            if (declared is None or name in declared) and adapter.get(name) is None:
                adapter[name] = value
        return item

    def _count(self, article: Article) -> None:
        if self.stats is not None:
            self.stats.inc_value("cleanarticle/items")
            for flag in article.flags:
                self.stats.inc_value(f"cleanarticle/flag/{flag}")


def _options(settings: BaseSettings) -> dict[str, Any]:
    return settled(settings.getdict("CLEANARTICLE_OPTIONS"))  # type: ignore[arg-type]


def _article(made: Article | Failure) -> Article:
    return failed(made.error) if isinstance(made, Failure) else made


def _page(response: Response) -> str:
    """Decode the page as `clean` would, with what HTTP says of the charset where the page is silent."""
    from w3lib.encoding import http_content_type_encoding

    told = response.headers.get("Content-Type") or b""
    return decode(response.body, http_content_type_encoding(told.decode("latin-1")))


async def _in_thread(work: Callable[[], T]) -> T:
    from scrapy.utils.defer import maybe_deferred_to_future
    from twisted.internet.threads import deferToThread

    done: T = await maybe_deferred_to_future(deferToThread(work))
    return done
