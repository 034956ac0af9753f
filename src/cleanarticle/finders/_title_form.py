"""Whether a line has the form of a title, by itself and above what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..cleaners._own_headings import heads_summary, is_dated_row
from ..cleaners._page_signs import is_day
from ..cleaners.mastheads import is_masthead
from ..cleaners.releases import is_release_label
from ..model import Block
from ..patterns import lazy
from ..shapes import ends_sentence, is_cut_off, is_long_without_stop, is_prose, once, words
from ..vocabulary import fold, folded, is_row_of_phrases, listed, match, said
from ._article_start import is_unspaced
from ._frame_lines import (
    ends_a_sentence,
    is_dated_frame,
    is_signed_by_house,
    several_sentences,
)
from ._long_words import long_words
from ._scraped_days import scraped_day
from ._top_line import begins_with_moment, stamped_name
from .bylines import read_byline, runs_into_role
from .date_lines import READING_TIME
from .east_asian_names import marked_names
from .greetings import is_greeting

__all__ = [
    "FULL_STOPS",
    "LIST_MARKS",
    "TITLE_BELOW",
    "begins",
    "has_title_form",
    "is_description",
    "is_stamp",
    "overlap",
    "share_label_end",
]

#: Bounds of a title.
MAX_TITLE_WORDS = 32
MAX_TITLE_CHARACTERS = 250
#: With what a sentence ends in most scripts; what asks or calls out may be a headline.
FULL_STOPS = ".。।۔։።፡"
#: Longest title that ends in a full stop, in words.
MAX_SENTENCE_TITLE_WORDS = 16
#: Longest line that a phrase of sites makes no title of, in words.
MAX_PHRASE_WORDS = 6
#: Share of such a title's longer words that the text must say again.
MIN_OVERLAP = 0.5
#: Blocks that say the word again that is a title by itself, above no prose.
MIN_SAID_AGAIN = 3
#: Letters of a word from which on it is said again where its singular is.
MIN_PLURAL = 5
#: With what the lines of a list begin, as Korean magazines set one below a headline.
LIST_MARKS = frozenset("⊙◎○●◆◇■□▲△▼▽▶▷▪▸►☞※★☆")
#: Blocks below a title of which one has at least its words.
TITLE_BELOW = 40

_ADDRESS = lazy(r"(?:https?://|www\.)\S|(?:[\w-]+\.)+[a-z]{2,6}/\S*\Z")
#: How the caption of a picture ends, in papers of India, and in others with its credit: "Divulgação/Prefeitura",
#: "© Jean Dupont", "EFE/Ana Ruiz".
_CAPTION = lazy(
    r"[(\[](?:express|file|representational|representative|representation)\s(?:photo|image|picture)\b[^()\[\]]{0,60}[)\]]\Z"
    r"|\s[—–-]\s(?:fotos?|foto|photos?|fotografía|imagem|imagen|crédito):\s?[^\n]{2,60}\Z"
    r"|(?:(?<=[.!?…])|(?<=[.!?…][”\"»]))\s(?:ảnh(?:\sminh\shọa)?|đồ\shọa|fotos?|photos?):\s?[^\n]{2,60}\Z"
    r"|[(\[]\s?(?:사진|자료)\s?(?:출처|제공)?\s?[=:][^()\[\]]{2,40}[)\]]\Z"
    r"|\s(?:[(\[]?(?:divulgação|reprodução)/|©\s?(?!\d))[^\n]{2,60}\Z"
    r"|\s(?-i:EFE|AFP|dpa|ANSA|Lusa|LUSA|ANP|PAP|ČTK|MTI|NTB|STT|Reuters|REUTERS|imago|Getty Images)"
    r"\s?/\s?[^\n]{2,50}\Z",
    re.IGNORECASE,
)
#: The name of an account, as sites show it below the name of who has it.
_ACCOUNT = lazy(r"@\w{2,30}")
#: A statement of code. Who writes titles small may begin one with such a word, but without its marks.
_STATEMENT = lazy(
    r"(?:import|export|from|const|let|var|def|function|return|using)\s.{0,200}?(?:[={;]|\sfrom\s['\"]|\w\()"
)
#: How leads of reports begin in Thai and Lao, which write no full stop: today, on the, at the hour of.
_DAY_FIRST = lazy(r"(?:วันนี้|เมื่อวันที่|เมื่อเวลา|เมื่อวานนี้|ໃນວັນທີ|ວັນທີ)\s?[(\d]")
#: How long ago, and a count behind it: "1 day ago 2".
_AGE_AND_COUNT = lazy(r"\d{1,2} (?:minutes?|hours?|days?|weeks?|months?|years?) ago \d{1,6}")
#: A time of day that a dump ran into the end of a caption, or of a live blog's entry: "on the quay.12:43".
_RUN_INTO_TIME = lazy(r"(?<=[^\s\d:])\d{1,2}:\d\d[^\s\d]{0,20}\Z")
#: Which picture of a gallery is shown: "1 of 12".
_PICTURE = lazy(r"\d{1,3}\s?(?:/|of|de|von|di|sur|van|av|af|из|з|z)\s?\d{1,3}")
#: Names of languages in which a page can be read, run together: "Englishहिन्दीमराठीWeather".
_LANGUAGES = lazy(r"[A-Za-z]{2}[\u0900-\u0dff]\S{0,60}[\u0900-\u0dff][A-Za-z]{2}")
#: Hashtags, or a heading's mark; one tag alone may begin a headline: "#12 Heights".
_TAGS = lazy(r"#(?!\w)|#\w[^#]*#")
_DIGIT = lazy(r"\d")
_INNER_STOP = lazy(r"[^\W\d]{3}([.!?؟])\s+\S+\s+\S")


#: A full day in numbers, as machines write them into a line of numbers: "date 2026-01-28 27.01.2026, 20:57 11681".
_FULL_DAY = lazy(r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}")


def is_stamp(text: str) -> bool:
    """Whether a line has a day in numbers, and more numbers than letters.

    >>> is_stamp("date 2026-01-28 27.01.2026, 20:57 11681"), is_stamp("The night of 2026-01-28")
    (True, False)
    """
    if _FULL_DAY.search(text) is None:
        return False
    return sum(map(str.isdigit, text)) > sum(map(str.isalpha, text))


def overlap(block: Block, vocabulary: set[str]) -> float:
    """Give the share of a block's longer words that a vocabulary has."""
    own = long_words(block)
    return len(own & vocabulary) / len(own) if own else 0.0


def has_title_form(block: Block, below: Sequence[Block], vocabulary: set[str]) -> bool:
    """Whether a block has the form of a title: short, above something longer.

    `vocabulary` has the words of the text that one with a full stop must share.
    """
    if not below or block.kind not in ("paragraph", "heading"):
        return False
    count = words(block)
    text = block.text
    if not once(block, "may be a title", _may_be_title):
        return False
    if is_long_without_stop(text) and block.level != 1:
        return False
    if all(words(other) < count for other in below[:TITLE_BELOW]):
        return False
    if _is_first_of_many(text, below) or is_description(block, below):
        return False
    if below[0].text[0] == text[0] and (
        text[0] in "-–—*" or text[0] in LIST_MARKS
    ):  # a list, or a dialogue
        return False
    if _ACCOUNT.fullmatch(below[0].text):  # whose post it is
        return False
    if count == 1 and _heads_points(below[0]):  # the town of the report
        return False
    if count == 1 and not (len(text) > 2 and text[0].isalnum() and _heads(text, below)):
        return False
    asks = text.rstrip("\"'”’»)").endswith(("?", "!", "？", "！", "؟"))
    if asks and is_prose(block) and not _asks_only(text):  # a paragraph that ends in a question
        return False
    if (asks and _begins_interview(text, below)) or _begins_dialogue(text, below):
        return False
    if ends_sentence(text) and not asks:
        closes_quote = text[-1] in "\"'”’»“" and text[-2:-1] not in ".…"
        return closes_quote or (
            count <= MAX_SENTENCE_TITLE_WORDS
            and not text.endswith("다.")  # no headline in Korean is a whole sentence
            and words(below[0]) >= 1.3 * count
            and overlap(block, vocabulary) >= MIN_OVERLAP
        )
    return True


def _may_be_title(block: Block) -> bool:
    """Whether a line may be a title by what it says and how it is written, whatever stands around it."""
    text, count = block.text, words(block)
    if len(text) > MAX_TITLE_CHARACTERS or not any(map(str.isalpha, text)):
        return False
    if count < 1 or count > MAX_TITLE_WORDS * (2 if is_unspaced(text) else 1):
        return False
    if text[0] in "•>" or text.endswith((",", ":", ";")) or is_cut_off(text):
        return False
    return not (
        heads_summary(text)
        or _heads_abstract(block)
        or _TAGS.match(text)
        or _STATEMENT.match(text)
        or is_greeting(text)
        or _ADDRESS.match(text)
        or _CAPTION.search(text)
        or (_DIGIT.search(text) and _is_counted(text))
        or share_label_end(text)
        or runs_into_role(text)
        or (_is_of_site(block) if count <= MAX_PHRASE_WORDS else _is_notice(block))
        or is_row_of_phrases(text)
        or _heads_points(block)
        or is_dated_row(text)
        or _DAY_FIRST.match(text)
        or (not text.isascii() and _LANGUAGES.search(text))
        or (not block.level and (several_sentences(text) or ends_a_sentence(text)))
        or is_signed_by_house(block)
        or is_day(block)
        or is_release_label(block)
        or is_masthead(block)
        or marked_names(text)
    )


def _is_counted(text: str) -> bool:
    """Whether a line with a number tells how long one reads, a day, a time, or which of several pictures it shows."""
    return (
        READING_TIME.search(text) is not None
        or is_stamp(text)
        or (text[0].isdigit() and _PICTURE.fullmatch(text) is not None)
        or _RUN_INTO_TIME.search(text) is not None
        or _AGE_AND_COUNT.fullmatch(text) is not None
        or stamped_name(text) is not None
        or begins_with_moment(text)
        or scraped_day(text) is not None
        or is_dated_frame(text)
    )


#: Longest label of a share bar before the name of what it shares, in characters.
MAX_SHARE_LABEL = 30


def share_label_end(text: str) -> int:
    """Give where the label of a share bar ends behind which a headline or the site's name stands; 0 for none.

    >>> share_label_end("Share this story: Ferry crews walk out"), share_label_end("Share prices: ferries gain")
    (17, 0)
    """
    colon = text.find(":", 0, MAX_SHARE_LABEL)
    if colon < 0 or not text[colon + 1 :].strip():
        return 0
    says = match(text[:colon])
    return colon + 1 if any(m.family == "share" and m.how == "line" for m in says) else 0


def _heads_points(block: Block) -> bool:
    """Whether a line heads the points that sum an article up: "Key takeaways"."""
    return folded(block).rstrip(":") in listed("headings", "summaries")


def _heads_abstract(block: Block) -> bool:
    """Whether a line heads the summary of a paper: "Abstract"."""
    return folded(block) in listed("headings", "abstracts")


#: Fewest words of a description of a page that breaks off where its paragraph goes on, and lines below it of which
#: one is that.
MIN_BEGUN, BEGUN_REACH = 10, 12
#: Characters by which most lines are told apart at a glance; fewer than so many words have.
MIN_ALIKE = 8
_BROKEN_OFF = lazy(r"\s?(?:\.\.\.|…)\Z")


def is_description(block: Block, below: Sequence[Block]) -> bool:
    """Whether a line breaks off where a paragraph below goes on: a page's description of itself."""
    if words(block) < MIN_BEGUN:
        return False
    first = block.text[:MIN_ALIKE]
    return any(
        other.text.startswith(first) and is_prose(other) and begins(block.text, other.text)
        for other in below[:BEGUN_REACH]
    )


def begins(text: str, paragraph: str) -> bool:
    """Whether a line is the beginning of a paragraph that goes on in the middle of a sentence.

    >>> begins("The ferry sailed at noon and the", "The ferry sailed at noon and the crew slept.")
    True
    >>> begins("The ferry sailed at noon", "The ferry sailed at noon. The crew slept.")
    False
    """
    text = _BROKEN_OFF.sub("", text)
    if not text[-1:].isalnum() and text[-1:] != ",":
        return False
    behind = paragraph[len(text) : len(text) + 2]
    if not behind.strip() or behind[0].isupper():  # at its end, or run into what follows
        return False
    return behind.lstrip()[0].isalnum() and paragraph.startswith(text)


#: How a turn of a talk begins ("Q:", "ANNA:", "[12:03] anna:", "3/5/24, 9:12 AM - Anna:"), the part of a song
#: ("[Verse 1]"), a numbered one.
_TURN = lazy(
    r"(?:\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s{1,3})?"
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s[AP]M)?\]?\s{1,3}(?:-\s)?)?"
    r"[^\W\d_][\w.'’-]{0,20}(?: [\w.'’-]{1,20})?\s?[:：]\s"
)
#: "Step 1", above "Step 2".
_NAMED_PART = lazy(r"([^\W\d_]{3,12}\s)1(?!\w)")
_IN_BRACKETS = lazy(r"\[[^\[\]]{1,60}\]")
_PART = lazy(r"(§\s?|)(\d{1,3})(?:[.)]\s|\s)(?=\s{0,3}[^\W\d_])")
#: Lines below the first that are looked at for more turns, and how many make a talk; parts are short.
TURN_REACH, MIN_TURNS, MAX_PART_CHARACTERS = 4, 3, 120


def _is_first_of_many(text: str, below: Sequence[Block]) -> bool:
    """Whether a line is the first turn of a talk, or the heading of the first part of a song or a text."""
    if _TURN.match(text):
        turns = sum(_TURN.match(block.text) is not None for block in below[:TURN_REACH])
        return turns >= max(2, min(MIN_TURNS, len(below)))
    if named := _NAMED_PART.match(text):
        second = f"{named[1]}2".casefold()
        if any(block.text.casefold().startswith(second) for block in below[:TITLE_BELOW]):
            return True
    if _IN_BRACKETS.fullmatch(text):
        return any(_IN_BRACKETS.fullmatch(block.text) for block in below[:TITLE_BELOW])
    part = _PART.match(text)
    if part is None or part[2] != "1":
        return False
    following = (_PART.match(b.text) for b in below if len(b.text) <= MAX_PART_CHARACTERS)
    return any(found and found[1] == part[1] and found[2] == "2" for found in following)


def _is_of_site(block: Block) -> bool:
    """Whether a short line is a phrase of sites; "Von", "De" and "Por" begin bylines, and titles as well.

    >>> _is_of_site(Block("paragraph", "De laatste abonnee")), _is_of_site(Block("paragraph", "De Ana Pop"))
    (False, True)
    """
    found = said(block)
    if found.keys() == {"byline"} and all(
        one.how == "start" and one.phrase.isalpha() for one in found["byline"]
    ):
        return any(read_byline(block.text, one.language).names for one in found["byline"])
    return bool(found)


#: Families of notices that a site sets on top of every page, and fewest words of the phrase that tells a long one.
_NOTICES, MIN_NOTICE_WORDS = ("menu", "legal", "consent"), 4


def _is_notice(block: Block) -> bool:
    """Whether a longer line is a site's notice: "An official website of the United States government"."""
    found = said(block)
    return any(
        one.how in ("line", "start") and one.phrase.count(" ") + 1 >= MIN_NOTICE_WORDS
        for family in _NOTICES
        for one in found.get(family, ())
    )


#: Fewest words of the line right below a title of one word.
MIN_BELOW_WORD = 5
_WORD = lazy(r"[^\W_]+")
_NAME_IN_CODE = lazy(r"[a-z\d]+(?:_[a-z\d]+)+(?:\(\)|!)?", re.IGNORECASE)


def _heads(word: str, below: Sequence[Block]) -> bool:
    """Whether one word alone stands above prose, or above a text that says it again and again.

    Of a list's title, without its last letter, too: "Kayaks" above one kayak after another. Once is enough
    right below; of a name in code, any line of some words.
    """
    if any(map(is_prose, below[:3])):
        return True
    forms = {fold(word)}
    if len(word) >= MIN_PLURAL and word.endswith("s"):
        forms.add(fold(word[:-1]))
    if words(below[0]) >= MIN_BELOW_WORD:
        says_it = ends_sentence(below[0].text) and not forms.isdisjoint(
            _WORD.findall(folded(below[0]))
        )
        if says_it or _NAME_IN_CODE.fullmatch(word):
            return True
    said_again = (fold(block.text).split() for block in below[:TITLE_BELOW])
    return sum(not forms.isdisjoint(words_below) for words_below in said_again) >= MIN_SAID_AGAIN


#: Questions below a line, among so many lines, that make it the first question of an interview.
MIN_QUESTIONS, INTERVIEW_REACH = 2, 6


def _begins_interview(text: str, below: Sequence[Block]) -> bool:
    """Whether a line is a sentence and a question, above a paragraph and questions: a headline asks without telling."""
    if "." not in text or "." not in _INNER_STOP.findall(text) or below[0].text.endswith("?"):
        return False
    asked = sum(other.text.endswith("?") for other in below[1:INTERVIEW_REACH])
    return asked >= MIN_QUESTIONS


#: The full name in capitals of who speaks, before what is said: "ANNA BRZOZA: - Czy pamięta Pan".
_SPEAKER = lazy(r"[^\W\d_a-z]{2,20}(?:[ -][^\W\d_a-z]{2,20}){1,3}: ?(?:[-–—] ?)?\w")


def _begins_dialogue(text: str, below: Sequence[Block]) -> bool:
    """Whether a line is what somebody says whose name stands before it, as another's does before a line close below."""
    speaker = _speaker(text) if text[:4].isupper() else ""
    return bool(speaker) and any(_speaker(b.text) not in ("", speaker) for b in below[:2])


def _speaker(text: str) -> str:
    found = _SPEAKER.match(text)
    name = found[0].partition(":")[0] if found else ""
    return name if name.isupper() else ""


def _asks_only(text: str) -> bool:
    """Whether a line that ends in a question is one, or two short ones: "Boats in May? Why not?"."""
    if "。" in text:  # what ends a sentence where no space follows it
        return False
    stops = _INNER_STOP.findall(text)
    return not stops or (stops in (["?"], ["؟"]) and len(text.split()) <= MAX_SENTENCE_TITLE_WORDS)
