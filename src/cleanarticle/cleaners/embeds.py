"""What is left of players and embedded posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..actions import Drop, Edit
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_prose, is_technical, once, words
from ..vocabulary import saying, says
from ._spans import cut, whole

__all__ = ["drop_embeds", "drop_post_links"]

_TIMECODE = lazy(
    r"(?:(?:\d{1,2}:)?\d{1,2}:\d{2}\s{0,3}[/|]\s{0,3}-?(?:\d{1,2}:)?\d{1,2}:\d{2}|-?00?:00|"
    r"\d(?:\.\d{1,2})?x|(?:1080|720|480|360|240)p(?:\s?HD)?|\d{1,3}\s?%\s?buffered)",
    re.IGNORECASE,
)
_ERROR_CODE = lazy(
    r"(?:error|fehler|erreur|código de error|codice di errore)(?: code)?\s?[:#]\s?\(?[\w-]{3,30}\)?\.?",
    re.IGNORECASE,
)
_ERROR_STARTS = tuple("eEfFcC")
_BARE_ADDRESS = lazy(
    r"(?:https?://)?(?:www\.|m\.|mobile\.)?(?:twitter\.com|x\.com|t\.co|pic\.twitter\.com|instagram\.com|"
    r"facebook\.com|fb\.watch|youtu\.be|youtube\.com|youtube-nocookie\.com|tiktok\.com|vimeo\.com|"
    r"dailymotion\.com|open\.spotify\.com|soundcloud\.com|t\.me|rumble\.com|dai\.ly|streamable\.com)/\S{1,300}",
    re.IGNORECASE,
)
_ATTRIBUTION = lazy(r"[—–-]{1,2}\s?[^\n(]{1,80}\(@\w{1,30}\)(?:\s[\w.,]{1,15}){0,5}")
_POST_LINK = lazy(r"\s?(?<![\w./-])(?:https?://)?(?:pic\.twitter\.com/\w{4,20}|t\.co/\w{4,20})")

#: What stands for a picture without a description, where that recurs: a heading stands once.
_PICTURES = frozenset(("画像", "图片", "圖片", "이미지"))
MIN_PICTURES = 2

#: Longest line that an embed's phrase makes an embed of, in words.
MAX_WORDS = 40
#: Longest line that can be an embed's, in characters.
MAX_CHARACTERS = 400


#: The buttons of arXiv with the label of what follows them, the label of a title above these, and how far above.
_BUTTONS = lazy(
    r"View (?:a )?PDF(?:\s?HTML(?: \(experimental\))?)?(?:\s?Other Formats)?\s?Abstract:\s{0,3}(?=\S)"
)
_TITLE_LABEL = lazy(r"Title:\s{0,3}(?=\S)")
LABEL_REACH = 4


def drop_embeds(document: Document) -> Iterator[Drop | Edit]:
    """Drop players' time codes and errors, captions of embedded posts, tweet attributions, and what stands for
    pictures: their files' names, or that they have no description.

    And arXiv's buttons and labels, where they run into the abstract.

    Leaves the words of an embedded post: an article quotes them.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("00:00 / 01:42", "View this post on Instagram", "He ran 1:42 in Oslo.")
    >>> [drop.block.text for drop in drop_embeds(lines)]
    ['00:00 / 01:42', 'View this post on Instagram']
    """
    named = {
        id(block)
        for block in saying(document, "embed")
        if words(block) <= MAX_WORDS and says(block, "embed", language=document.language)
    }
    pictures = [id(block) for block in document if block.text in _PICTURES]
    if len(pictures) >= MIN_PICTURES:
        named.update(pictures)
    for block in (*_shot_lists(document), *_picture_files(document), *_lengths(document)):
        named.add(id(block))
    for block in document:
        if len(block.text) < MAX_CHARACTERS and (
            id(block) in named or once(block, "embedded", _is_embedded)
        ):
            yield Drop(block, Reason.EMBED)
        elif block.text.startswith("View ") and (found := _BUTTONS.match(block.text)):
            yield Edit(block, 0, found.end(), "", Reason.EMBED)
            yield from _title_label(document, block)


def _title_label(document: Document, abstract: Block) -> Iterator[Edit]:
    place = document.blocks.index(abstract)
    for block in document[max(0, place - LABEL_REACH) : place]:
        if found := _TITLE_LABEL.match(block.text):
            yield Edit(block, 0, found.end(), "", Reason.EMBED)


#: Heads the list of a film's shots below a report of the Turkish agencies, and one of its lines.
_SHOTS = frozenset({"görüntü dökümü", "görüntü dökümü:", "görüntü dökümü ve haber"})
MAX_SHOTS = max(map(len, _SHOTS))  # all of them begin with the same letter
_SHOT = lazy(r"[-–—\s]{3,80}|[-–—*]\s?\S[^\n]{0,120}")


def _shot_lists(document: Document) -> Iterator[Block]:
    """Give the lines of a list of shots: each has a dash before it, and is no sentence.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("Görüntü Dökümü", "-----", "-Limandan görüntü", "- Gelmedi, dedi kaptan.")
    >>> [block.text for block in _shot_lists(lines)]
    ['-----', '-Limandan görüntü']
    """
    heads = [
        place
        for place, block in enumerate(document)
        if block.text[0] in "Gg" and len(block.text) <= MAX_SHOTS and block.text.lower() in _SHOTS
    ]
    for head in heads:
        for block in document[head + 1 :]:
            if not _SHOT.fullmatch(block.text) or block.text.rstrip().endswith((".", "?", "!")):
                break
            yield block


#: The name of a picture's file, in place of the picture; how many of them an article has, a list of files more.
_PICTURE_FILE = lazy(r"[\w%().,-]{3,120}\.(?:jpe?g|png|gif|webp)", re.IGNORECASE)
MAX_FILES = 2
_ENDS_OF_PICTURES = ("jpg", "jpeg", "png", "gif", "webp")
#: How long a film is, below a caption that says that it is one.
_LENGTH = lazy(r"\d{1,2}:\d\d")
_FILMED = lazy(r"\s[–—-] video\Z", re.IGNORECASE)


def _picture_files(document: Document) -> list[Block]:
    """Give the lines that are the name of a picture's file, in a text that is about no files."""
    found = [
        block
        for block in document
        if block.text[-4:].lower().endswith(_ENDS_OF_PICTURES)
        and _PICTURE_FILE.fullmatch(block.text)
    ]
    if not 0 < len(found) <= MAX_FILES or is_technical(document):
        return []
    return found if any(map(is_prose, document)) else []


def _lengths(document: Document) -> Iterator[Block]:
    """Give the lines that tell how long a film is, right below its caption."""
    for above, block in pairwise(document.blocks):
        if len(block.text) <= 5 and _LENGTH.fullmatch(block.text) and _FILMED.search(above.text):
            yield block


def _is_embedded(block: Block) -> bool:
    text = block.text
    first = text[:1]  # tells which of the forms it can have
    if (first.isdigit() or first == "-") and _TIMECODE.fullmatch(text):
        return True
    if first in ("-", "–", "—") and _ATTRIBUTION.fullmatch(text):
        return True
    if "/" in text and _BARE_ADDRESS.fullmatch(text):
        return True
    return first in _ERROR_STARTS and bool(_ERROR_CODE.fullmatch(text))


def drop_post_links(document: Document) -> Iterator[Edit]:
    """Cut the shortened addresses that an embedded tweet leaves behind its words."""
    if not any(sign in whole(document) for sign in ("t.co/", "pic.twitter")):
        return
    for block in document:
        if "t.co/" in block.text or "pic.twitter" in block.text:
            for found in _POST_LINK.finditer(block.text):
                yield cut(block, found.start(), found.end(), Reason.EMBED)
