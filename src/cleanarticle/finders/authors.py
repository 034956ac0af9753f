"""Who wrote an article: bylines, and the names in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from ..actions import Drop, Found
from ..model import Block, Document, Reason, count_words
from ..shapes import is_prose, once
from ..vocabulary import entries, fold, load, match
from .date_lines import DateLine, dates_of
from .dates import header
from .source import after_phrase

__all__ = ["find_authors", "is_byline_label", "parse_names"]

#: Longest byline, in characters and in words of one name; blocks at the end in which
#: a label ("Author: …") is looked for.
MAX_BYLINE = 250
MAX_NAME_WORDS = 6
TAIL_REACH = 4


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def _office_words() -> frozenset[str]:
    """Give the words of roles and agencies, which no name has."""
    roles = (fold(phrase).split() for family, _, _, phrase in entries() if family == "role")
    return frozenset(word for role in roles for word in role if len(word) > 4)


_PARTICLES = _set(
    "van von der den de del della di da das do dos du des la le les el al bin ibn bint ben abu "
    "zu zum zur ter ten te ’t 't 's y i e o af av st st. mac ap ould ul ur uz"
)
_HONORIFICS = _set(
    "dr dr. prof prof. mr mr. mrs mrs. ms ms. sir dame mag. ing. dipl.-ing. drs. hon. rev. rev fr. "
    "shri smt. dott. dott.ssa mgr mgr. bc."
)
_SUFFIXES = _set("jr jr. sr sr. ii iii iv phd ph.d. ph.d md m.d. esq. cfa")
#: Words that no name has: of agencies, papers, desks, places of two words, headings.
_NO_NAME = _set(
    "the our your her their this that these all news times press daily weekly magazine university "
    "institute correspondent correspondents desk bureau agency agencies today journal tribune "
    "telegraph gazette chronicle radio tv television network media editor editors editorial staff "
    "writer writers reporter reporters contributor contributors team service services online "
    "digital web reports wire breaking latest watch photos video gallery opinion analysis "
    "exclusive interview stories article popular demand numbers invitation design accident york "
    "los angeles delhi hong kong aviv francisco buenos aires addis ababa kuala lumpur sri lanka "
    "united world business sports politics health science culture redaktion rédaction redacción "
    "redazione redação redactie redakce redakcja редакция редакція агентство group foundation "
    "center centre company committee council ministry department society party monday tuesday "
    "wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles "
    "jueves viernes sábado domingo morning evening night share follow subscribe why how what when "
    "where who which it is are here there we you they not no yes more key takeaways "
    "summary table contents content reading time quick features product products review reviews get "
    "ask guide tips picks typical range original paper tale menu navigation software engineer "
    "development professional person long read big interviews courtesy images blog weblog "
    "client by written posted published updated privacy policy terms conditions select "
    "member likes received trophy points february september october november december "
    "full view profile bio expert certified licensed age gender join log posts "
    "joined messages about us resource library community sign subscribe newsletter cookie "
    "cookies login register"
)
#: Words that end the name of a house or its desk, not a person's.
_COLLECTIVE = _set("team staff desk newsroom editors bureau redaktion rédaction redacción redação")
#: Words of a byline that names an office instead of a person.
_OFFICES = _set(
    "news press agency agencies staff desk team reporter reporters writer writers correspondent "
    "correspondents bureau editor editors redaktion rédaction redacción redação redactie"
)
#: Labels of those who edited, and did not write.
_EDITING = re.compile(
    r"\W*(?:edit(?:ed|ing|or)\b|editör|szerkeszt|επιμέλεια|biên tập|责任编辑|責任編輯|编辑|編輯"
    r"|责编|核稿|redacción:)"
)
_CASED = re.compile(r"[A-Za-z\u00c0-\u052f\u1e00-\u1fff\u0531-\u0587]")
_HAN = re.compile(r"[\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_SEPARATOR = re.compile(r"[|•·;；&+]|\s[-–—/]{1,2}\s|,\s|(?<=[^\d\s]),|[、،，／/]|\s[–—-](?=\s|$)")
_JUNK = re.compile(r"\S{1,64}@\S{0,64}|@\S{1,40}|https?://\S{1,200}")
_PLACE = re.compile(
    r"\s(?:in|for|of|from|at|à|aus|für|en|em|da|pour|para|per|voor)\s"
    r"(?=[^\W\d_a-z])(\S+(?:\s\S+){0,3})$"
)
#: A part that says where the one before it writes from; in Portuguese "de São Paulo" is no surname.
_FROM = re.compile(r"(?:in|from|à|au|aus|em|en|uit|из|de|do|da)\s(?=[^\W\d_a-z])\S+(?:\s\S+){0,3}$")
#: What stands between a date and a name, in languages whose label is another word or none.
_BEHIND_DATE = re.compile(
    r"\s*\|?\s*(?:da|από|przez|oleh|от|од|af|av|por|par|von|door|by)\s+(?=[^\W\d_a-zа-яα-ω])"
)
#: The credit of who took the pictures, on the byline's own line.
_OTHER_WORK = re.compile(
    r"(?:(?<=\s)|^)(?:fotos?|photos?|bild(?:er)?|kuvat?|fotó|fotografie|zdjęcia|фото|φωτογραφίες|fotoğraf(?:lar)?|illustra\w{2,8}"
    r"|grafik|video|images?|写真|撮影|사진)\s?[:：]",
    re.IGNORECASE,
)
#: A label that lost the space behind it: "ByJane Roe".
_GLUED_LABEL = re.compile(r"^By(?=[^\W\d_a-z][^\W\d_A-Z]+\s)")
_ABBREVIATED = re.compile(r"\b(?:Jr|Sr|[^\W\d_a-z])\.\W*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_]|[A-Z]{2}")
_JOINED = re.compile(r"(?:[dlDL]|[aA]l|[eE]l|[oO]’|as|at|ash)['’ʼ-](?=[^\W\d_])")

_KOREAN = re.compile(
    r"([가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,4})\s?"
    r"(?:선임|인턴|수습|전문|객원)?\s?(?:기자|특파원|논설위원|앵커)(?:\s?=)?"
)
_KOREAN_DESK = re.compile(r"(?:선임|인턴|수습|전문|객원|사진|취재|시민|현장)|\w{2,3}[부팀국]")
_NAME = r"[\u3005\u3041-\u30ff\u4e00-\u9fff·・]"
_HAN_NAMES = rf"(?P<names>{_NAME}{{2,9}}(?:[ \u3000、]{_NAME}{{1,9}}){{0,3}})"
_MARKED = (
    re.compile(
        rf"[（(]?(?:(?:本报|本報|特约|特約|實習|实习)?(?:记者|記者)[:：=＝／/ \u3000]{{1,2}}"
        rf"|(?:文|撰文|作者|通讯员|ライター)[:：=＝／/]\s?){_HAN_NAMES}"
        r"(?:[／/]\S{0,8}(?:報導|报道|報道))?[)）]?"
    ),
    re.compile(rf"(?:记者|記者)(?P<names>{_NAME}{{2,4}})[／/]\S{{0,8}}(?:報導|报道|報道)"),
    re.compile(rf"[（(【](?:记者|記者)[ \u3000]?{_HAN_NAMES}[)）】]"),
    re.compile(
        rf"(?P<names>{_NAME}{{4,8}}[ \u3000]|{_NAME}{{1,4}}[ \u3000]{_NAME}{{1,5}})"
        r"(?:記者|編集委員|特派員|論説委員)"
    ),
)
_BETWEEN = re.compile("、|(?<=[\u4e00-\u9fff]{2})[ \u3000](?=[\u4e00-\u9fff]{3})")


def parse_names(text: str, language: str | None = None) -> tuple[str, ...]:
    """Read the people's names of a byline, without its label, roles, agencies and addresses.

    A name in a script without capitals needs the byline's label. One word alone is no
    name: it may be a paper or a place.

    >>> parse_names("By Jane Roe, Staff Writer, and J.K. van der Berg")
    ('Jane Roe', 'J.K. van der Berg')
    >>> parse_names("By Reuters Staff"), parse_names("김철수 기자")
    ((), ('김철수',))
    """
    names, _, _ = _read(text, language)
    return names


def _read(text: str, language: str | None) -> tuple[tuple[str, ...], bool, bool]:
    """Give the names, whether the whole line is explained as a byline, and whether by a label."""
    text = _GLUED_LABEL.sub("By ", unicodedata.normalize("NFC", text).strip().strip("*_"))
    if text.startswith(("(", "[")) and text.endswith((")", "]")):
        text = text[1:-1]
    marked = _marked(text)
    if marked:
        return marked, True, True
    names: list[str] = []
    labelled, edited, whole, office = False, False, True, False
    if found := _BEHIND_DATE.match(text):
        labelled, text = True, text[found.end() :]
    for piece in _parts(_JUNK.sub(" ", text), language):
        if _OTHER_WORK.match(piece):
            continue
        label = _label(piece, language)
        part = piece if label is None else label
        if label is not None:
            labelled, edited = True, bool(_EDITING.match(fold(piece)))
        if not part.strip(" .:=|()-–—"):
            continue
        if names and _FROM.match(part) and (language == "pt" or not part.startswith("d")):
            continue
        name, explained = _name(part, labelled=labelled)
        whole &= explained
        office |= _is_office(part) or (edited and bool(name))
        if name and not edited:
            names.append(name)
    return tuple(dict.fromkeys(names)), whole and (bool(names) or office), labelled


def _marked(text: str) -> tuple[str, ...]:
    """Read names that a word for reporter marks, in Korean, Chinese and Japanese."""
    text = _JUNK.sub("", text).strip(" =|·,\u3000")
    if len(text) > 60 or not _HAN.search(text):
        return ()
    korean = [name for found in _KOREAN.findall(text) for name in re.split(r"[·,]\s?", found)]
    if korean and not re.sub(r"[\s·,=|]", "", _KOREAN.sub("", text)):
        return tuple(name for name in korean if not _KOREAN_DESK.fullmatch(name))
    for found in filter(None, (pattern.fullmatch(text) for pattern in _MARKED)):
        names = _BETWEEN.split(found["names"])
        return tuple(name.strip() for name in names if len(name.strip()) > 1)
    return ()


@cache
def _joiners() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the words between two names: the long ones, and those of one letter."""
    found = {j for table in load("dates").values() for j in table["joiners"] if j[0].isalpha()}
    spaced = {j for j in found if not _HAN.search(j)}
    long, short = ({j for j in spaced if (len(j) > 1) == several} for several in (True, False))
    return (
        re.compile(rf"(?:^|\s)(?:{'|'.join(sorted(map(re.escape, long)))})\s"),
        re.compile(rf"\s(?:{'|'.join(sorted(short))})\s"),
    )


def _parts(text: str, language: str | None) -> list[str]:
    """Split a byline at its separators and at the words between two names."""
    long, short = _joiners()
    out: list[str] = []
    for piece in _SEPARATOR.split(_OTHER_WORK.sub(r"|\g<0>", text)):
        lowered = piece.lower() if piece.isupper() else piece
        last = 0
        for found in long.finditer(lowered):
            out.append(piece[last : found.start()])
            last = found.end()
        halves = short.split(piece[last:])
        # "Ortega y Gasset" is one name: both halves must be whole ones.
        several = len(halves) > 1 and all(len(_core(h, language).split()) > 1 for h in halves)
        out += halves if several else [piece[last:]]
    return [part.strip() for part in out if part.strip()]


def _core(part: str, language: str | None) -> str:
    label = _label(part, language)
    return part if label is None else label


@cache
def _labels() -> dict[str, list[tuple[str, str]]]:
    """Give the byline labels by their first word, the longest first, as (phrase, language)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for family, language, key, phrase in entries():
        if family == "byline" and key == "start":
            folded = fold(phrase)
            first = folded[0] if _HAN.match(folded) else re.split(r"\W", folded.lstrip("（("))[0]
            found.setdefault(first, []).append((folded, language))
    for phrases in found.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return found


def is_byline_label(text: str) -> bool:
    """Whether a text is a byline's label and nothing else.

    >>> is_byline_label("Written by:"), is_byline_label("Written by Jane Roe"), is_byline_label("News")
    (True, False, False)
    """
    folded = fold(text)
    key = folded[:1] if _HAN.match(folded) else re.split(r"\W", folded)[0]
    bare = folded.rstrip(" :：")
    return any(phrase in (folded, bare) for phrase, _ in _labels().get(key, ()))


def _label(part: str, language: str | None) -> str | None:
    """Give what stands after a byline's label, `None` where the part has none.

    A label of one bare word ("von", "di") counts only in its own language: it begins names.
    """
    folded = fold(part[:60])
    first = folded.lstrip("（([«\"'»-–•· ")
    key = first[:1] if _HAN.match(first) else re.split(r"\W", first)[0]
    for phrase, own in _labels().get(key, ()):
        bare_word = phrase.isalpha() and own != "en" and not _HAN.search(phrase)
        begins_names = language is not None or phrase in _PARTICLES - {"von"}
        if bare_word and language != own and begins_names:
            continue
        rest = after_phrase(part, phrase)
        if rest is None:
            continue
        if phrase[-1] in ":：-=＝／/" and phrase[-1] not in part[: len(part) - len(rest)]:
            continue
        return rest.strip(" :：")
    return None


def _name(part: str, *, labelled: bool) -> tuple[str | None, bool]:
    """Give the name in a part, and whether the part is one or goes with one."""
    dot = "." if _ABBREVIATED.search(part) else ""
    part = part.strip(' .:=|()-–—"“”') + dot
    if not part or part.lower() in _SUFFIXES or _is_role(part):
        return None, True
    if place := _PLACE.search(part):
        name = _people(part[: place.start()], labelled=labelled)
        if name or _is_role(part[: place.start()]):
            return name, True
    bare, had_role = _without_role(part)
    if name := _people(bare, labelled=labelled):
        return name, True
    return None, had_role or _goes_with(part)


def _is_role(part: str) -> bool:
    found = match(part)
    return bool(found) and any(m.family in _BESIDE_NAMES and m.how == "line" for m in found)


#: Families of lines that stand beside a name: "Staff Writer", "4 min read", "12 comments".
_BESIDE_NAMES = frozenset(("role", "counter", "comments"))


def _is_office(part: str) -> bool:
    return _is_role(part) or any(word in _OFFICES for word in part.lower().split())


def _without_role(part: str) -> tuple[str, bool]:
    """Cut a role or an agency off either end."""
    words = part.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        if _is_role(" ".join(words[-size:])):
            house = size > 1 and words[-1].lower() in _COLLECTIVE
            return "" if house else " ".join(words[:-size]), True
        if _is_role(" ".join(words[:size])):
            return " ".join(words[size:]), True
    return part, False


def _goes_with(part: str) -> bool:
    """Whether the part is a paper, an agency or a place beside a name: short and capitalised."""
    words = part.split()
    return len(words) <= 5 and all(
        word[0].isupper() or word.lower() in _PARTICLES or word in ("for", "of", "the", "in")
        for word in words
    )


def _people(part: str, *, labelled: bool) -> str | None:
    """Give the name, where the part is one person's and nothing else."""
    words = part.replace("\u00a0", " ").split()
    while words and words[0].lower() in _HONORIFICS:
        words.pop(0)
    while len(words) > 2 and words[-1].lower() in ("phd", "ph.d.", "md", "m.d.", "cfa", "esq."):
        words.pop()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:  # the name beside its picture, said twice
        words = words[:half]
    name = " ".join(words)
    if not labelled and not _CASED.search(name):
        return None
    if labelled and _HAN.search(name) and re.fullmatch(r"[\w・·= \u3000ー]{2,14}", name):
        return name if not any(c.isdigit() for c in name) else None
    if not 2 <= len(words) <= MAX_NAME_WORDS or (
        words[-1].lower() in _PARTICLES and words[-1] != "O"
    ):
        return None
    shout = name.isupper()
    real = [w for w in words if w.lower() not in _PARTICLES and not _INITIALS.fullmatch(w)]
    real = [word for word in real if word.lower() not in _SUFFIXES]
    if (
        not real
        or len(real) > 4
        or any(word.lower() in _NO_NAME or fold(word) in _office_words() for word in words)
    ):
        return None
    return name if all(_is_name_word(word, shout=shout) for word in real) else None


def _is_name_word(word: str, *, shout: bool) -> bool:
    core = _JOINED.sub("", word)
    letters = re.sub(r"[\u0300-\u036f\u0900-\u097f\u064b-\u065f'’ʼ‘.-]", "", core)
    if (letters and not letters.isalpha()) or not (letters or core):
        return False
    if not _CASED.search(core):
        return len(core) > 1
    if core.endswith(".") or (letters.isupper() and not shout and 1 < len(letters) <= 4):
        return False
    return core[0].isupper() or (core is not word and core[0].isalpha())


def find_authors(document: Document) -> Iterator[Found | Drop]:
    """Find bylines above the text, labelled ones at its end too, with dates on the same line.

    Takes a line without a label only beside the title or a date, and only if nothing else
    in the text says its words. Drops a byline that names no person ("By Reuters"). Leaves
    sentences that begin with "By".

    >>> from cleanarticle.model import blocks
    >>> [f.value for f in find_authors(blocks("By Jane Roe", "By Friday the storm had passed."))]
    [('Jane Roe',)]
    """
    zone = header(document)
    tail = [block for block in document[-TAIL_REACH:] if block not in zone]
    lines = [dates_of(block, document.language) for block in zone]
    waiting: Block | None = None
    before: Block | None = None  # the byline just taken
    labels = 0
    for place, block in enumerate(zone):
        if labels and is_prose(block):
            break  # what follows bears the labels of its own items: a list of books, of games
        label, waiting, after, before = waiting, None, before, None
        rest = _rest(block, lines[place])
        if rest is None:
            continue
        names, whole, labelled = _byline(block, rest, document.language)
        labels += labelled
        if _label(rest.strip(" |"), document.language) == "":
            waiting = block
        elif after is not None and not names and _is_role(rest):
            yield Drop(block, Reason.BYLINE)
        elif label and (names := parse_names(f"{label.text} {rest}", document.language)) and whole:
            yield Drop(label, Reason.BYLINE)
            yield from _taken(block, names, lines[place])
        elif whole and (
            not _said_small(document, names)
            if labelled
            else names and _stands_so(document, zone, lines, place, rest, names)
        ):
            yield from _taken(block, names, lines[place])
            before = block
    for block in tail:
        line = dates_of(block, document.language)
        rest = _rest(block, line)
        if rest is not None and _LABEL_LIKE.match(rest):
            names, whole, labelled = _byline(block, rest, document.language)
            if whole and labelled:
                yield from _taken(block, names, line)


#: A label at the end of a text: with a colon, or of two words.
_LABEL_LIKE = re.compile(
    r"[(（\[]?[^\s:：=]{1,20}(?:\s[^\s:：=]{1,20}){0,3}\s?[:：=／]"
    r"|[(\[]?\S+\s(?:by|von|por|par|door|av|af|od)\s",
    re.IGNORECASE,
)


def _byline(block: Block, rest: str, language: str | None) -> tuple[tuple[str, ...], bool, bool]:
    """Read the `rest` of a block beside its dates, once."""
    return once(block, f"byline {language}", lambda _: _read(rest, language))


def _rest(block: Block, line: DateLine | None) -> str | None:
    """Give what a block says beside its dates, `None` where it cannot be a byline."""
    if block.kind in ("code", "table", "image") or len(block.text) > MAX_BYLINE or is_prose(block):
        return None
    rest = (line.rest if line else block.text).strip(" |-–—•·,")
    no_byline = not rest or rest.endswith(("?", "!", "…", "...")) or (line and line.only)
    return None if no_byline else rest


def _taken(block: Block, names: tuple[str, ...], line: DateLine | None) -> Iterator[Found | Drop]:
    """Take the block up into the authors and the dates on its line."""
    yield Found("authors", names, block) if names else Drop(block, Reason.BYLINE)
    if line and line.published:
        yield Found("published", line.published)
    if line and line.modified:
        yield Found("modified", line.modified)


def _stands_so(
    document: Document,
    zone: Sequence[Block],
    lines: Sequence[DateLine | None],
    place: int,
    rest: str,
    names: tuple[str, ...],
) -> bool:
    """Whether a line without a label stands where a byline does, and is no topic of the text."""
    parts = _parts(rest, None)
    known = any(_without_role(part)[1] or _is_role(part) for part in parts)
    if "/" in rest or rest.endswith(":") or any(_PLACE.search(part) for part in parts):
        return False  # a picture's credit, a heading
    if (count_words(rest) > 4 * len(names) + 1 and not known) or any(
        found.family not in _BESIDE_NAMES for found in match(rest)
    ):
        return False
    title = document.title
    beside = lines[max(0, place - 1) : place + 2]
    dated = any(
        line and (line.published or line.modified or line.only) for line in beside
    ) or _beside_date(document, zone, place)
    below = (
        title is not None
        and zone[place].start > title.start
        and not any(title.start < block.start for block in zone[:place])
        and (known or (place + 1 < len(zone) and is_prose(zone[place + 1])))
    )
    said = _prose(document).lower() + (title.text.lower() if title else "")
    return (dated or below) and not any(word.lower()[:8] in said for word in _long_words(names))


def _beside_date(document: Document, zone: Sequence[Block], place: int) -> bool:
    """Whether a line that was taken for the article's date stands right above or below."""
    above = zone[place - 1].end if place else 0
    below = zone[place + 1].start if place + 1 < len(zone) else len(document.raw)
    return any(
        reason == Reason.DATE and above <= start < below for start, _, reason in document.gone
    )


def _said_small(document: Document, names: Sequence[str]) -> bool:
    """Whether the text says each word of the "name" as a plain word: "By Royal Decree"."""
    words = [word.lower() for word in _long_words(names)]
    prose = _prose(document) if words else ""
    return bool(words) and all(_says(prose, word) for word in words)


def _prose(document: Document) -> str:
    return once(document, "prose", lambda blocks: " ".join(b.text for b in blocks if is_prose(b)))


def _says(text: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\b", text))


def _long_words(names: Sequence[str]) -> list[str]:
    cased = [word for name in names for word in re.findall(r"[^\W\d_]{4,}", name)]
    return [word for word in cased if word.lower() != word]
