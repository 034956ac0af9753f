"""The people's names in a byline, without its label, roles, agencies and addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..patterns import lazy
from ..shapes import composed
from .beside import without_buttons
from .byline_labels import behind_label, is_editing, label_of
from .date_lines import MINUTES
from .date_words import words_of_all
from .east_asian_names import HAN, is_japanese_name, marked_names
from .person_names import CASED, PARTICLES, SUFFIXES, letters_of_name, person_name
from .roles import is_office, is_role, without_role

__all__ = [
    "Byline",
    "names_writer",
    "parse_names",
    "read_beside_buttons",
    "read_byline",
    "runs_into_role",
]

#: Words that end the name of a paper behind a writer's.
_PAPERS = frozenset(
    "post star sun mirror mail standard express record echo globe courier independent guardian review "
    "week monthly insider digest bulletin argus advertiser register republic wire".split()
)
#: An editor who is called so without a colon, beside the writer: "Penulis Ani Sari | Editor Budi Santoso".
_EDITOR = lazy(r"(?:editor|editör|penyunting)\s", re.IGNORECASE)
_SEPARATOR = lazy(r"[|•·;；&+]|\s[-–—/]{1,2}\s|,\s|(?<=[^\d\s]),|[、،，／/]|\s[–—-](?=\s|$)")
_JUNK = lazy(r"\S{1,64}@\S{0,64}|@\S{1,40}|https?://\S{1,200}")
_WHERE = "in|for|of|from|at|à|aus|für|en|em|da|pour|para|per|voor"
_PLACE = lazy(rf"\s(?:{_WHERE})\s(?=[^\W\d_a-z])(\S+(?:\s\S+){{0,3}})$")
_SHOUTED_PLACE = lazy(rf"\s(?:{_WHERE.upper().replace('|DA', '')})\s(\S+(?:\s\S+){{0,3}})$")
#: A part that says where the one before it writes from; in Portuguese "de São Paulo" is no surname.
_FROM = lazy(r"(?:in|from|à|au|aus|em|en|uit|из|de|do|da)\s(?=[^\W\d_a-z])\S+(?:\s\S+){0,3}$")
#: What stands between a date and a name, in languages whose label is another word or none.
_BEHIND_DATE = lazy(
    r"\s*\|?\s*(?:da|από|przez|oleh|от|од|af|av|por|par|von|door|by)\s+(?=[^\W\d_a-zа-яα-ω])"
)
_PICTURES = (
    r"fotos?|foto['’]s|photos?|photograph(?:s|er|y)|pictures|bild(?:er)?|beeld|kuvat?|fotó|fotografie|fotografías?"
    r"|fotograf|zdjęci[ae]|zdj\.|фото|фотограф|фотографије|φωτογραφί(?:ες|α)|fotoğraf(?:lar)?|kamera"
    r"|illustra\w{2,8}|grafik|video|images?|写真|撮影|摄影|攝影|사진|ảnh|ภาพ|צילום|تصوير|عکس|फोटो|ছবি"
)
#: The credit of who took the pictures, on the byline's own line.
_OTHER_WORK = lazy(
    rf"^(?:fotos?|photos?|fotó|фото)\s|(?:(?<=\s)|^)(?:{_PICTURES})(?:\s?[:：]|\s(?:by|von|par|di|de|por|av|af|door)\s(?-i:(?=[A-ZÀ-Þ])))",
    re.IGNORECASE,
)
#: The same behind a name in brackets, and who wrote: "João Silva (texto) e Rita Prates (fotos)".
_PICTURED = lazy(rf".*[(（](?:{_PICTURES})[)）]", re.IGNORECASE)
_TEXTS = r"textos?|textes?|text|tekst|teksti|teks|testo|текст|szöveg|κείμενο|words|story"
_WRITTEN = lazy(rf"\s?[(（](?:{_TEXTS})[)）]", re.IGNORECASE)
#: A town, an agency or what somebody did, in brackets behind the name: "Ana Ruiz (Bogotá)".
_BRACKETED = lazy(r"(?<=[^\W\d_])\s[(（][^\W\d_][^()（）\d]{0,30}[)）]\s?$")
#: The label of one hand for both: "Text och foto:", "Fotos & Text:".
_BOTH = lazy(
    rf"(?:(?:{_TEXTS})\s?(?:[&+/]|und|och|og|en|ja|a|i|e|y|et|ve|и|і|та)\s?(?:{_PICTURES})"
    rf"|(?:{_PICTURES})\s?(?:[&+/]|und|och|og|en|ja|a|i|e|y|et|ve|и|і|та)\s?(?:{_TEXTS}))\s?(?:[:：]|(?=\s(?-i:[A-ZÀ-Þ])))",
    re.IGNORECASE,
)
#: Where the writer follows who took the pictures: "Foto: Budi Santoso Teks: Ani Sari".
_THEN_TEXT = lazy(rf"\s(?=(?:{_TEXTS})\s?:)", re.IGNORECASE)
#: A label that lost the space behind it: "ByJane Roe", "BYJane Roe", and before a script without capitals.
_GLUED_LABEL = lazy(
    r"^(?:By(?=[^\W\d_a-z][^\W\d_A-Z]+\s)|B[yY](?=[\u0590-\u0dff])|BY(?=[A-Z][a-z]))"
)
_ABBREVIATED = lazy(r"\b(?:Jr|Sr|[^\W\d_a-z])\.\W*$")


def names_writer(text: str) -> bool:
    """Whether a picture's credit names the text's writer, too: "Foto: Bo Ek Text: Eva Lind".

    >>> names_writer("Foto: Bo Ek Text: Eva Lind"), names_writer("Foto: Bo Ek")
    (True, False)
    """
    return ":" in text and _THEN_TEXT.search(text) is not None


#: Who reports from where, before the name: "Aus Kiel berichtet Petra Lind".
_REPORTS_FROM = lazy(r"Aus\s\S+(?:\s\S+){0,2}?\s(?:berichtet|berichten)\s")
#: How long ago, as feeds show it beside the name: "3h".
_AGO = lazy(r"\d{1,2}\s?(?:h|hrs?|m|mins?|d|w|j|std)\.?", re.IGNORECASE)


#: What begins a line as a label does.
_FORMS = (_BEHIND_DATE, _REPORTS_FROM, _BOTH)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line says as a byline.

    `whole` tells that it says nothing else, `labelled` that a label does ("By"), `known` that a
    role, an agency or a word of reporting stands beside the names: "Jane Roe reports from Rome";
    `weak` that its label is a plain word elsewhere.
    """

    names: tuple[str, ...] = ()
    whole: bool = False
    labelled: bool = False
    known: bool = False
    weak: bool = False


def parse_names(text: str, language: str | None = None) -> tuple[str, ...]:
    """Read the people's names of a byline, without its label, roles, agencies and addresses.

    A name in a script without capitals needs the byline's label, or a role beside it. One word
    alone is no name: it may be a paper or a place.

    >>> parse_names("By Jane Roe, Staff Writer, and J.K. van der Berg")
    ('Jane Roe', 'J.K. van der Berg')
    >>> parse_names("By Reuters Staff"), parse_names("김철수 기자")
    ((), ('김철수',))
    """
    return read_byline(text, language).names


@lru_cache(maxsize=512)  # a line is asked about by the finders of names and of days, in each pass
def read_byline(text: str, language: str | None, *, known: bool = False) -> Byline:
    """Read a line as a byline; `known` tells that a role stands on the next line."""
    text = _GLUED_LABEL.sub("By ", composed(text).strip().strip("*_"))
    text = _AT_TIME.sub("", text) if ":" in text else text
    half = len(text) // 2
    if half >= MIN_HALF and text[:half] == text[half:]:  # beside its picture
        text = text[:half]
    if "BBC " in text:
        text = _RUN_INTO_BBC.sub(", ", text)
    text = _WRITES_FOR.sub("", text) if text[-1:] in _FOR_ENDS else text
    if ":" in text and _IN_PICTURE.match(text):
        return Byline()
    text = _DOUBLED.sub(r"By \g<name>, ", text).rstrip(", ")
    text = _RUN_INTO_ROLE.sub(r"\g<0>, ", text)
    if ":" in text:
        text = _RUN_INTO_LABEL.sub(" | ", _RIGHTS.sub("", text))
    if text.startswith(("(", "[")) and text.endswith((")", "]")):
        text = text[1:-1]
    if marked := marked_names(text):
        return Byline(marked, whole=True, labelled=True)
    head, dash, place = text.rpartition(" — ")
    if dash and len(place.split()) <= MAX_PLACE_WORDS and label_of(place, language) is None:
        writer = read_byline(head, language, known=known)
        if writer.names:
            return writer
    return _Reader(language, known=known).read(text)


#: A name that runs into the broadcaster: "By Jane RoeBBC News, Delhi".
_RUN_INTO_BBC = lazy(r"(?<=[a-zà-ÿ])(?=BBC (?:News|Sport|Verify|Scotland|Wales)\b)")
#: Whom one writes for, behind the name, in the titles of one house.
_WRITES_FOR = lazy(
    r"\s[Ff]or (?:The )?(?:Mail ?[Oo]nline|Daily ?[Mm]ail(?:\.[Cc]om)?|Mail on Sunday)(?: Australia)?\Z"
)
_FOR_ENDS = frozenset("elmya")
#: Who is to be seen in a picture of an agency: "Jana Malá Foto: TASR/Peter Veľký".
_IN_PICTURE = lazy(
    r"(?:[^\W\d_a-z][^\W\d_]{1,20} ){2,3}(?:Foto|Photo|Fot\.|Fotó|Фото):? ?(?:TASR|SITA|ČTK|PAP|MTI|AP|AFP|EPA)/"
)

#: Fewest letters of a name that a dump ran into itself.
MIN_HALF = 5
#: The time of day behind the name, as Blogger sets it: "Posted by Jane Roe at 3:08 PM".
_AT_TIME = lazy(
    r"\s(?:at|um|à|a las|alle|às|om|kl\.?)\s\d{1,2}[:.]\d\d(?:\s?[AaPp][Mm]| Uhr)?(?:\s?Email ThisBlogThis!.{0,80})?\Z"
)


def read_beside_buttons(rest: str, language: str | None) -> tuple[str, Byline] | None:
    """Read what stands beside a date and buttons: what is left without them, and the byline in it.

    Buttons stand beside a name as a role does. `None` where there are none, or no byline.

    >>> rest, byline = read_beside_buttons("김철수 기자 | 댓글 0 글자크기 조절", "ko")
    >>> rest, byline.names
    ('김철수 기자', ('김철수',))
    """
    bare = without_buttons(rest).strip(" |")
    if bare == rest or not bare:
        return None
    byline = read_byline(bare, language, known=True)
    return (bare, byline) if byline.whole else None


#: A name that no comma parts from its role: "By Jane Roe Business reporter, BBC News".
_RUN_INTO_ROLE = lazy(
    r"\ABy [^\W\d_a-z][\w.'’-]{0,20} "
    r"(?:(?:van|von|de|der|den|da|di|el|al|bin|le|la|Mc|Mac)\s?){0,2}[^\W\d_a-z][\w'’-]{1,25}"
    r"(?= (?:[^\W\d_a-z][\w-]+ (?:and |& )?){1,3}(?:[a-z]+ ){0,2}"
    r"(?:correspondent|reporter|editor|producer|presenter|analyst)\b)"
)
#: A name that runs into the label of who edited: "Pewarta: Ruth KanafiEditor: Triono Subagio"; and the claim
#: of the rights behind both.
_RUN_INTO_LABEL = lazy(r"(?<=[^\W\d_A-Z])(?=(?:Editor|Penyunting|Redaktur)\s?:\s)")
_RIGHTS = lazy(r"\s?Copyright ©.{0,60}\Z")
#: A name above its own byline, glued to it: "Jane RoeByJane RoeStaff Writer".
_DOUBLED = lazy(r"\A(?P<name>[^\W\d_][^\n,|]{3,40}?)\s?By\s?(?P=name)(?=[^a-z]|\Z)")


def runs_into_role(text: str) -> bool:
    """Whether a line is a byline in which no comma parts the name from the role.

    >>> runs_into_role("By Jane Roe Business reporter, BBC News"), runs_into_role("By Night in Chile")
    (True, False)
    """
    return _RUN_INTO_ROLE.match(text) is not None


#: Longest place behind a dash, in words: "João Silva — São Paulo".
MAX_PLACE_WORDS = 3


#: The sign of a second hand behind a name: "Sylwia Wrona, (kg)".
_SIGN = lazy(r"\([a-zà-ž]{2,4}\)?")


class _Reader:
    """Reads the parts of one byline in order: a label reigns until the next."""

    def __init__(self, language: str | None, *, known: bool) -> None:
        self.language = language
        self.names: list[str] = []
        self.labelled = self.edited = self.pictured = self.office = self.weak = False
        self.whole, self.known = True, known
        #: Names in a script without capitals, which count where something tells that they are names.
        self.bare: list[str] = []

    def read(self, text: str) -> Byline:
        """Read the line."""
        if found := next(filter(None, (form.match(text) for form in _FORMS)), None):
            self.labelled, text = True, text[found.end() :]
        elif behind := behind_label(text, self.language):
            self._label(text, weak=behind[1])
            text = behind[0]
        for piece in _parts(_JUNK.sub(" ", text), self.language):
            self._take(piece)
        if self.bare and self.known and not self.names:
            self.names = self.bare[:1]
            self.whole &= len(self.bare) == 1
        elif self.bare:
            self.whole = False
        names = tuple(dict.fromkeys(self.names))
        whole = self.whole and (bool(names) or self.office)
        return Byline(names, whole, self.labelled, self.known, self.weak)

    def _label(self, text: str, *, weak: bool) -> None:
        """Begin what a label heads."""
        self.weak = weak and (self.weak or not self.labelled)
        self.labelled, self.pictured = True, False
        self.edited = is_editing(text)

    def _take(self, piece: str) -> None:
        if _OTHER_WORK.match(piece) or _PICTURED.fullmatch(piece):
            self.pictured = not _PICTURED.fullmatch(piece)
            self.known = True
            return
        label = behind_label(piece, self.language)
        part = _BRACKETED.sub("", _WRITTEN.sub("", label[0] if label else piece))
        if label:
            self._label(piece, weak=label[1])
        head, colon, behind = part.partition(":")
        if colon and head.strip() in _towns():  # "القاهرة: سامر الخطيب"
            self.known, part = True, behind.strip()
        if self.pictured or not part.strip(" .:=|()-–—"):
            return
        if self.names and _SIGN.fullmatch(part):
            return
        if self.names and part.split()[-1].lower() in _PAPERS:  # "Jane Roe, Harbour Post"
            self.known = True
            self.whole &= _goes_with(part)
            return
        if (self.names or self.labelled) and self._is_place(part):
            return
        edited = self.edited or (label is None and bool(_EDITOR.match(piece)))
        name, explained = self._name(part)
        self.office |= is_office(part) or (edited and bool(name))
        if name and not edited:
            self.names.append(name)
        elif not self.labelled and _is_bare_name(part):
            self.bare.append(part)
            return
        self.whole &= explained

    def _is_place(self, part: str) -> bool:
        return bool(_FROM.match(part)) and (self.language == "pt" or not part.startswith("d"))

    def _name(self, part: str) -> tuple[str | None, bool]:
        """Give the name in a part, and whether the part is one or goes with one."""
        dot = "." if _ABBREVIATED.search(part) else ""
        part = part.strip(' .:=|()-–—"“”') + dot
        if not part or part.lower() in SUFFIXES or _AGO.fullmatch(part) or MINUTES.fullmatch(part):
            return None, True
        if is_role(part) or part in _towns():
            self.known = True
            return None, True
        if self.language == "ar" and _BEGINS_NOUN.match(part):
            return None, False
        if part.split()[0] in _ARTICLES.get(self.language or "", ()):  # "El Faro", "La Nación"
            self.known = True
            return None, _goes_with(part)
        labelled = self.labelled
        if place := (_SHOUTED_PLACE if part.isupper() else _PLACE).search(part):
            before, reports = _without_sign(part[: place.start()])
            name = None
            if not (self.language == "pt" and place[0].split()[0].lower() == "da"):
                name = person_name(before, labelled=labelled)
            if name or is_role(part[: place.start()]):
                self.known |= reports or not name
                return name, True
        bare, reports = _without_sign(part)
        bare, had_role = without_role(bare)
        self.known |= had_role or reports
        if name := person_name(bare, labelled=labelled):
            return name, True
        return None, had_role or _goes_with(part)


#: Words with which the names of papers begin, and nobody's; in Vietnamese "according to".
_ARTICLES = {
    "es": ("El", "La", "Los", "Las"),
    "it": ("Il", "La", "Lo"),
    "de": ("Die", "Der", "Das"),
    "vi": ("Theo",),
}
#: The article with which an Arabic noun begins, and no first name but these.
_BEGINS_NOUN = lazy(r"ال(?!سيد\s|حسن\s|حسين\s|طيب\s|أمين\s|هادي\s|صادق\s|منصف\s|شيخ\s)\S{2}")


@cache
def _towns() -> frozenset[str]:
    return words_of_all("towns")


def _is_bare_name(part: str) -> bool:
    """Whether a part may be a name in a script without capitals: two or three words, no more."""
    return (
        not (is_role(part) or part in _towns() or _BEGINS_NOUN.match(part))
        and not CASED.search(part)
        and (not HAN.search(part) or is_japanese_name(part))
        and len(part.split()) in (2, 3)
        and person_name(part, labelled=True) is not None
    )


def _without_sign(part: str) -> tuple[str, bool]:
    """Cut off what says behind a name that its bearer reports: "Jane Roe reports"."""
    head, _, last = part.rpartition(" ")
    return (head, True) if head and last.lower() in _signs() else (part, False)


@cache
def _signs() -> frozenset[str]:
    return words_of_all("signs")


#: What joins a name to one on the line above.
_LEADING = lazy(r"^(?:[Ww]ith|WITH|[Aa]nd|AND|[Aa]vec|[Mm]it|[Uu]nd)\s(?=[^\W\d_a-z])")


@cache
def _joiners() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the words between two names: the long ones, and those of one letter."""
    found = {joiner for joiner in words_of_all("joiners") if joiner[0].isalpha()}
    spaced = {j for j in found if not HAN.search(j)}
    long, short = ({j for j in spaced if (len(j) > 1) == several} for several in (True, False))
    return (
        re.compile(rf"(?:^|\s)(?:{'|'.join(sorted(map(re.escape, long)))})\s"),
        re.compile(rf"\s(?:{'|'.join(sorted(short))})\s"),
    )


def _parts(text: str, language: str | None) -> list[str]:
    """Split a byline at its separators and at the words between two names."""
    long, short = _joiners()
    out: list[str] = []
    text = _LEADING.sub("", text)
    for piece in _SEPARATOR.split(_THEN_TEXT.sub(" |", _OTHER_WORK.sub(r"|\g<0>", text))):
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
    label = label_of(part, language)
    return part if label is None else label


#: Roles that a longer word ends in: "Wirtschaftsredakteurin", "erhvervsredaktør".
_ENDS_IN_ROLE = lazy(
    r"[^\W\d_]+(?:redakteur(?:in)?|redaktør|redaktör|redaktionen|journalist(?:in)?|reporter(?:in)?"
    r"|korrespondent(?:in)?|redacteur|toimittaja|fréttamaður|szerkesztő|újságíró|tudósító)",
    re.IGNORECASE,
)


#: A paper by its host: "ikon.mn".
_HOST = lazy(r"(?:[a-z\d-]{2,30}\.){1,2}[a-z]{2,4}")


def _goes_with(part: str) -> bool:
    """Whether the part is a paper, an agency or a place beside a name: short and capitalised.

    Papers write themselves as they like: "g1", "detikNews".
    """
    words = part.split()
    if _ENDS_IN_ROLE.fullmatch(part) or _HOST.fullmatch(part):
        return True
    if not CASED.search(part):
        return len(words) <= 2 and letters_of_name("".join(words)).isalpha()
    return len(words) <= 5 and all(
        any(char.isupper() for char in word)
        or word.lower() in PARTICLES
        or word in ("for", "of", "the", "in")
        or (word[-1].isdigit() and word[0].isalpha())
        for word in words
    )
