"""What scrapers of Genius bring home around a song's words: a run-together head, offers within, "Embed" at the end.

Sources: lyrics as genius.com's pages give them through lyricsgenius and its kin, issues 265 of
johnwmillr/LyricsGenius, 2356 of spotDL/spotify-downloader and 36 of robert-alfaro/genius-lyrics.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import Action, Edit, Label, Split
from ..model import Document, Reason
from ..patterns import lazy
from ._spans import without

__all__ = ["drop_lyrics_frame"]

#: Languages as the site writes them, run together above the title.
_TONGUES = (
    "English|Português|Deutsch|Català|Français|Español|Türkçe|Italiano|Nederlands|Polski|Русский|Українська|Svenska"
    "|Ελληνικά|日本語|한국어|中文|简体中文|繁體中文|עברית|العربية|فارسی|Magyar|Česky|Čeština|Dansk|Norsk|Suomi|Română|Српски"
    "|Srpski|Hrvatski|Български|Slovenčina|Slovenščina|Tiếng Việt|ไทย|Bahasa Indonesia|हिन्दी|Azərbaycan|Azərbaycanca"
    "|Қазақша|ქართული|Հայերեն|Shqip|Lietuvių|Latviešu|Eesti|Íslenska|Беларуская|Македонски|Bosanski|Romanization"
)
_HEAD = lazy(
    rf"(?:\d[\d.,]{{0,6}}K?\s?Contributors?)(?:Translations(?:{_TONGUES}){{0,40}})?(?P<title>\S[^\n]{{0,150}}?)\sLyrics"
)
#: What is said of the song, as far as the page shows it.
_ABOUT = lazy(r"[^\n\[]{0,1500}?Read More\s*")
#: Offers between two lines, which run into the one below.
_OFFER = lazy(
    r"(?:See [^\n]{1,80}? LiveGet tickets as low as [$€£]\d{1,5}\s?)?You might also like(?=$|[^\s\w]|[A-Z])"
    r"|See [^\n]{1,80}? LiveGet tickets as low as [$€£]\d{1,5}"
)
_END = lazy(r"(?:\d{1,4}(?:\.\d)?K?)?Embed(?:Share URLCopyEmbedCopy)?$")


def drop_lyrics_frame(document: Document) -> Iterator[Action]:
    """Drop what stands around a song's words on Genius; its title becomes a heading.

    Leaves the words, the names of their parts ("[Chorus]"), and a text that does not begin with the number of
    contributors and the title.

    >>> from cleanarticle.model import blocks
    >>> song = blocks("3 ContributorsHarbour Lights Lyrics", "I left my coat upon the quay12Embed")
    >>> [(edit.start, edit.end) for edit in drop_lyrics_frame(song) if isinstance(edit, Edit)]
    [(0, 14), (28, 35), (28, 35)]
    """
    if not document.blocks or "Contributor" not in document[0].text:
        return
    head = document[0]
    found = _HEAD.match(head.text)
    if found is None:
        return
    about = _ABOUT.match(head.text, found.end())
    title_end, end = found.end("title"), about.end() if about else found.end()
    yield Edit(head, 0, found.start("title"), "", Reason.COUNTER)
    yield Edit(head, title_end, end, "", Reason.BOILERPLATE)
    if end < len(head.text):
        yield Split(head, (title_end - found.start("title"),))
    else:
        yield Label(head, "heading", 1)
    for block in document[1:]:
        for offer in _OFFER.finditer(block.text):
            yield without(block, *offer.span(), Reason.RELATED)
    last = document[-1]
    if last is not head and (ended := _END.search(last.text)):
        yield without(last, *ended.span(), Reason.EMBED)
