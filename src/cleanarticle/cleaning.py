"""The one door: `clean()`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from .ledger import to_article
from .model import Article
from .options import Extractor, Favor, Kind, Rules, plain, settings_of
from .pipeline import DEFAULT, AnyCleaner, Pipeline, pipeline_of
from .reading.decoding import decode, join_halves
from .reading.lines import read_lines
from .reading.literals import written_text
from .reading.mails import decoded_mail
from .reading.rereading import read_again
from .reading.sniffing import is_html
from .reading.unwrapping import unwrap
from .running import Settings, Work
from .settling import run

__all__ = ["clean"]


def clean(
    raw: str | bytes,
    *,
    kind: Kind = "auto",
    url: str | None = None,
    language: str | None = None,
    favor: Favor = "balanced",
    extractor: Extractor = "model",
    extra: Rules = None,
    keep: Rules = None,
    pipeline: Pipeline | Iterable[AnyCleaner] = DEFAULT,
) -> Article:
    """Clean scraped text or an HTML page and give the article in it.

    Any `str` and any `bytes` gives an article; one without blocks and with the flag
    `no_article` where there is none.

    - `kind`: what `raw` is; "auto" finds out. Text into which markup leaked is text.
    - `url`: where it came from. It is never fetched: links and pictures are resolved by it, it
      tells what a page's path tells, and stands in the article where the page names no other.
    - `language`: the code of its language, such as "en" or "pt-BR", in place of the one found.
    - `favor`: when in doubt, cut more ("precision") or keep more ("recall").
    - `extractor`: what chooses the article of a page of HTML, the library's model of blocks or
      readability-lxml.
    - `extra`, `keep`: phrases or compiled patterns of the caller's, or a `Line` that is a whole
      block; one, or several: to cut, and never to cut. Blank ones are none.
    - `pipeline`: the cleaners and their order, `DEFAULT` or one made of it; any iterable of
      functions.

    Raises `TypeError` for input that is neither `str` nor `bytes` and for an option of another
    type, and `ValueError` for a value that is not among those named above.

    >>> article = clean("Advertisement\\n\\nThe ferry sailed at noon.\\n\\nShare this article")
    >>> article.text
    'The ferry sailed at noon.'
    >>> [(change.before, str(change.reason)) for change in article.changes]
    [('Advertisement', 'ad'), ('Share this article', 'share')]
    """
    decoded = join_halves(plain(_decoded(raw)))
    text = read_again(decoded)
    settings = settings_of(
        kind=kind,
        url=url,
        language=language,
        favor=favor,
        extractor=extractor,
        extra=extra,
        keep=keep,
    )
    cleaners = pipeline_of(pipeline).cleaners
    markup = text if kind == "text" else unwrap(text)
    if kind == "html" or (kind == "auto" and is_html(markup)):
        work = _page(markup, settings, cleaners, extractor)
    else:
        said = written_text(text)
        said = said if kind == "text" else decoded_mail(said)
        work = run(_text(said, settings), cleaners, partial(_text, settings=settings))
    if text != decoded:
        work.flags.add("decoded_again")
    return to_article(work, _confidence)


def _decoded(raw: object) -> str:
    """Give the input as text. Raises `TypeError` for what is neither that nor bytes."""
    if isinstance(raw, bytes | bytearray | memoryview):
        return decode(bytes(memoryview(raw)))
    if not isinstance(raw, str):
        raise TypeError(
            f"clean() takes the page or text itself, as str or bytes, not {type(raw).__name__}; "
            "read a file with Path.read_bytes(), a response with .content"
        )
    return raw


def _text(text: str, settings: Settings) -> Work:
    return Work(text, read_lines(text), settings)


def _page(
    markup: str, settings: Settings, cleaners: Sequence[AnyCleaner], extractor: Extractor
) -> Work:
    """Clean a page: what was chosen of it, all of it where the rules cut all that was chosen."""
    from .reading.choosing import JUDGE
    from .reading.html import read_html

    judged = any(cleaner.__name__ == JUDGE for cleaner in cleaners)
    reread = partial(_text, settings=settings)
    work = run(read_html(markup, settings, choose=extractor if judged else None), cleaners, reread)
    if not work.live() and work.nodes and judged:
        work = run(read_html(markup, settings, choose=None), cleaners, reread)
    return work


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
