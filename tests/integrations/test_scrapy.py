"""Scrapy: real spiders in a process of their own, crawling a server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleanarticle.integrations.scrapy import ArticlePipeline, article_of

pytestmark = pytest.mark.engines

Serve = Callable[[dict[str, str | bytes]], str]

STORY = """<!doctype html><html lang="en"><head><title>{title} | The Harbour Post</title>
<meta property="og:title" content="{title}"></head><body>
<nav><a href="/index.html">Home</a></nav><article><h1>{title}</h1>
<p>{first}</p>
<p>The harbour master said that the quay would stay open for the whole of the summer, and that the
ferry to the islands would sail on every day of the week but Monday.</p></article>
<footer><p>Share this article</p></footer></body></html>"""
FIRST = (
    "The first ferry of the year sailed at noon on Tuesday with two hundred people on board, "
    "and nobody on the quay had seen it come in the night before."
)
PAGES: dict[str, str | bytes] = {
    "index.html": "<html><body>"
    + "".join(f'<a class="story" href="/{n}.html">Story</a>' for n in range(3))
    + '<a class="story" href="/four.latin">Story</a></body></html>',
    **{f"{n}.html": STORY.format(title=f"Ferry number {n} sails", first=FIRST) for n in range(3)},
    "four.latin": STORY.format(title="Müller sails", first=FIRST + " Köln was glad.").encode(
        "latin-1"
    ),
}

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

SPIDER = """
import json, sys
import scrapy
from dataclasses import dataclass
from scrapy.crawler import CrawlerProcess

@dataclass
class Story:
    html: str | None = None
    url: str | None = None
    title: str | None = None
    text: str | None = None
    error: str | None = None

class Stories(scrapy.Spider):
    name = "stories"
    start_urls = [sys.argv[1] + "/index.html"]

    def parse(self, response):
        for link in response.css("a.story"):
            yield response.follow(link, self.parse_story)

    def parse_story(self, response):
{story}

process = CrawlerProcess({{
    "FEEDS": {{sys.argv[2]: {{"format": "jsonlines"}}}},
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
    **json.loads(sys.argv[3]),
}})
crawler = process.create_crawler(Stories)
process.crawl(crawler)
process.start()
print(json.dumps({{k: v for k, v in crawler.stats.get_stats().items() if isinstance(v, int)}}))
"""


def crawl(
    folder: Path, address: str, story: str, **settings: Any
) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """Run a spider with this body of `parse_story`; give its items by page, and its statistics."""
    script, out = folder / "spider.py", folder / "items.jsonl"
    body = "\n".join(" " * 8 + line for line in story.splitlines())
    script.write_text(SPIDER.format(story=body), "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), address, str(out), json.dumps(settings)],
        env={**os.environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "Traceback" not in done.stderr, done.stderr
    items = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return {item["url"].rpartition("/")[2]: item for item in items}, json.loads(done.stdout)


def test_the_pipeline_fills_in_the_items(tmp_path: Path, serve: Serve) -> None:
    items, stats = crawl(
        tmp_path,
        serve(PAGES),
        'yield {"html": response.text, "url": response.url, "title": "The spider\'s own"}',
        ITEM_PIPELINES={"cleanarticle.integrations.scrapy.ArticlePipeline": 300},
    )
    assert sorted(items) == ["0.html", "1.html", "2.html", "four.latin"]
    for item in items.values():
        assert item["text"].startswith(FIRST)
        assert "Share" not in item["text"]
        assert (item["title"], item["language"]) == ("The spider's own", "en")
        assert (item["flags"], item["error"]) == ([], None)
    assert stats["cleanarticle/items"] == 4


def test_an_item_gets_the_fields_it_declares(tmp_path: Path, serve: Serve) -> None:
    items, _ = crawl(
        tmp_path,
        serve(PAGES),
        "yield Story(html=response.text, url=response.url)",
        ITEM_PIPELINES={"cleanarticle.integrations.scrapy.ArticlePipeline": 300},
    )
    assert sorted(items["1.html"]) == ["error", "html", "text", "title", "url"]
    assert items["1.html"]["title"] == "Ferry number 1 sails"
    assert items["1.html"]["text"].startswith(FIRST)


def test_settings_choose_fields_options_and_what_is_dropped(tmp_path: Path, serve: Serve) -> None:
    items, stats = crawl(
        tmp_path,
        serve(PAGES),
        'text = "Advertisement" if "/2" in response.url else "Rain.\\n\\nTide: high"\n'
        'yield {"text": text, "url": response.url}',
        ITEM_PIPELINES={"cleanarticle.integrations.scrapy.ArticlePipeline": 300},
        CLEANARTICLE_FIELD="text",
        CLEANARTICLE_COLUMNS=["text", "word_count"],
        CLEANARTICLE_PREFIX="clean_",
        CLEANARTICLE_DROP=["no_article"],
        CLEANARTICLE_OPTIONS={"extra": ["Tide: high"]},
    )
    assert sorted(items) == ["0.html", "1.html", "four.latin"]
    item = items["0.html"]
    assert (item["text"], item["clean_text"]) == ("Rain.\n\nTide: high", "Rain.")
    assert item["clean_word_count"] == 1
    assert (stats["cleanarticle/items"], stats["cleanarticle/flag/no_article"]) == (4, 1)


def test_an_item_that_fails_loses_no_other(tmp_path: Path, serve: Serve) -> None:
    items, stats = crawl(
        tmp_path,
        serve(PAGES),
        'yield {"html": 4 if "/2" in response.url else response.text, "url": response.url}',
        ITEM_PIPELINES={"cleanarticle.integrations.scrapy.ArticlePipeline": 300},
    )
    assert items["2.html"]["error"].startswith("TypeError: clean() takes the page")
    assert items["1.html"]["text"].startswith(FIRST)
    assert stats["cleanarticle/flag/failed"] == 1


def test_the_middleware_attaches_the_article(tmp_path: Path, serve: Serve) -> None:
    items, _ = crawl(
        tmp_path,
        serve(PAGES),
        'article = response.meta["article"]\n'
        'yield {"url": response.url, "title": article.title, "at": article.url}',
        DOWNLOADER_MIDDLEWARES={"cleanarticle.integrations.scrapy.ArticleMiddleware": 50},
    )
    assert items["four.latin"]["title"] == "Müller sails"
    assert items["0.html"]["at"] == items["0.html"]["url"]


def test_the_middleware_leaves_alone_what_it_is_told_to(tmp_path: Path, serve: Serve) -> None:
    items, _ = crawl(
        tmp_path,
        serve({"index.html": '<a class="story" href="/0.png">x</a>', "0.png": PNG}),
        'if response.meta.get("again"):\n'
        '    yield {"url": "again", "article": response.meta["article"]}\n'
        "else:\n"
        '    yield {"url": response.url, "article": response.meta.get("article")}\n'
        '    yield scrapy.Request(sys.argv[1] + "/index.html", self.parse_story,\n'
        '        dont_filter=True, meta={"again": True, "article": False})',
        DOWNLOADER_MIDDLEWARES={"cleanarticle.integrations.scrapy.ArticleMiddleware": 50},
    )
    assert items["0.png"]["article"] is None
    assert items["again"]["article"] is False


def test_article_of_a_response() -> None:
    from scrapy.http import HtmlResponse

    page = STORY.format(title="Müller sails", first=FIRST)
    told = {"Content-Type": "text/html; charset=iso-8859-1"}
    address = "https://a.example/story"
    for body, headers in (
        (page.encode("latin-1"), told),
        (page.encode(), told),
        (page.encode(), {}),
    ):
        article = article_of(HtmlResponse(address, body=body, headers=headers))
        assert (article.title, article.url) == ("Müller sails", address)
    own = article_of(HtmlResponse(address, body=page.encode()), url="https://b.example/")
    assert own.url == "https://b.example/"


def test_wrong_settings_are_told_before_the_crawl() -> None:
    from scrapy.settings import Settings

    with pytest.raises(ValueError, match="CLEANARTICLE_PREFIX"):
        ArticlePipeline(Settings({"CLEANARTICLE_FIELD": "text"}))
    with pytest.raises(ValueError, match="no column is called 'titel'"):
        ArticlePipeline(Settings({"CLEANARTICLE_COLUMNS": ["titel"]}))
    with pytest.raises(ValueError, match="favor is one of"):
        ArticlePipeline(Settings({"CLEANARTICLE_OPTIONS": {"favor": "speed"}}))
