"""The people's names in a byline, without its label, roles, agencies and addresses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from ..shapes import composed
from ..vocabulary import entries_of, fold, match
from .beside import without_buttons
from .date_lines import MINUTES
from .date_words import tokens_of, words_of_all
from .east_asian_names import HAN, NO_NAME, is_japanese_name, marked_names
from .source import after_phrase

__all__ = [
    "Byline", "is_byline_label", "is_editing", "is_role", "is_two_words", "label_of", "names_writer",
    "parse_names", "read_byline",
]  # fmt: skip

#: Longest name, in words; longest one in a script without capitals, which a sentence looks like.
MAX_NAME_WORDS, MAX_BARE_WORDS = 6, 4


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def _office_words() -> frozenset[str]:
    """Give the words of roles and agencies, which no name has."""
    roles = (fold(phrase).split() for _, _, phrase in entries_of("role"))
    return frozenset(word for role in roles for word in role if len(word) > 4)


_PARTICLES = _set(
    "van von der den de del della di da das do dos du des la le les el al bin ibn bint ben abu "
    "zu zum zur ter ten te ’t 't 's y i e o af av st st. mac ap ould ul ur uz"
)
_HONORIFICS = _set(
    "dr dr. prof prof. mr mr. mrs mrs. ms ms. sir dame mag. ing. dipl.-ing. drs. hon. rev. rev fr. "
    "shri smt. dott. dott.ssa mgr mgr. bc."
)
#: Degrees, and those that are a name's last word unless they stand in capitals: "Léon Mba".
_DEGREES = _set("phd ph.d. md m.d. cfa esq.")
_SHOUTED_DEGREES = _set("RN BSN MSN DNP FNP RD RDN LDN MPH MSW LCSW MBA DDS DMD DVM CPA CSCS")
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
    "cookies login register town street avenue theatre theater museum stadium airport hotel school "
    "immediate release village county herald observer examiner inquirer dispatch "
    "boletín newsletter nieuwsbrief bulletin edition"
)
#: Months, two of which make no name: "FEB MAR APR".
_MONTHS = _set("jan feb mar apr may jun jul aug sep oct nov dec")
#: Small words of sentences in scripts without capitals, and those of desks.
_NO_BARE_NAME = _set(
    "في من على إلى الى عن مع هو هي هذا هذه التي الذي كان كانت بلا بدون بين غير قبل بعد كل و لا "
    "از به در با روی که برای را بی این آن چه چطور چگونه است بود شد یک "
    "של על בלי את עם לא זה זו היא הוא מה כל אין "
    "के की का को से में पर गया गई दिया है हैं था थे और नहीं यह वह ने कैसे क्या लिए एक "
    "टीम डेस्क ब्यूरो संवाददाता प्रतिनिधी ডেস্ক প্রতিবেদক সংবাদদাতা প্রতিনিধি ڈیسک دسک تحریریه מערכת "
    "ও এবং না এই সেই কী করে থেকে নিয়ে জন্য কے کی کا کو سے میں پر نے ہے ہیں اور نہیں"
)
#: Words that end the name of a paper behind a writer's.
_PAPERS = _set(
    "post star sun mirror mail standard express record echo globe courier independent guardian review "
    "week monthly insider digest bulletin argus advertiser register republic wire"
)
#: Words that end the name of a house or its desk, not a person's.
_COLLECTIVE = _set(
    "team staff desk newsroom editors bureau redaktion rédaction redacción redação redazione redactie redacția "
    "redacţia redakcja redakce redakcia redakcija redaksi toimitus toimetus редакция редакція редакција"
)
#: Words of a byline that names an office instead of a person.
_OFFICES = _set(
    "news press agency agencies staff desk team reporter reporters writer writers correspondent "
    "correspondents bureau editor editors redaktion rédaction redacción redação redactie"
)
#: Labels of those who edited, and did not write.
_EDITING = re.compile(
    r"\W*(?:редактор|edit(?:ed|ing|or)\b|edição|edición:|editör|szerkeszt|επιμέλεια|biên tập|责任编辑|責任編輯"
    r"|编辑|編輯|责编|核稿|redacción:|تحرير|مترجم|ویرایش)"
)
#: An editor who is called so without a colon, beside the writer: "Penulis Ani Sari | Editor Budi Santoso".
_EDITOR = re.compile(r"(?:editor|editör|penyunting)\s", re.IGNORECASE)
_CASED = re.compile(r"[A-Za-z\u00c0-\u052f\u1e00-\u1fff\u0531-\u0587]")
_SEPARATOR = re.compile(r"[|•·;；&+]|\s[-–—/]{1,2}\s|,\s|(?<=[^\d\s]),|[、،，／/]|\s[–—-](?=\s|$)")
_JUNK = re.compile(r"\S{1,64}@\S{0,64}|@\S{1,40}|https?://\S{1,200}")
_WHERE = "in|for|of|from|at|à|aus|für|en|em|da|pour|para|per|voor"
_PLACE = re.compile(rf"\s(?:{_WHERE})\s(?=[^\W\d_a-z])(\S+(?:\s\S+){{0,3}})$")
_SHOUTED_PLACE = re.compile(rf"\s(?:{_WHERE.upper().replace('|DA', '')})\s(\S+(?:\s\S+){{0,3}})$")
#: A part that says where the one before it writes from; in Portuguese "de São Paulo" is no surname.
_FROM = re.compile(r"(?:in|from|à|au|aus|em|en|uit|из|de|do|da)\s(?=[^\W\d_a-z])\S+(?:\s\S+){0,3}$")
#: What stands between a date and a name, in languages whose label is another word or none.
_BEHIND_DATE = re.compile(
    r"\s*\|?\s*(?:da|από|przez|oleh|от|од|af|av|por|par|von|door|by)\s+(?=[^\W\d_a-zа-яα-ω])"
)
_PICTURES = (
    r"fotos?|foto['’]s|photos?|photograph(?:s|er|y)|pictures|bild(?:er)?|beeld|kuvat?|fotó|fotografie|fotografías?"
    r"|fotograf|zdjęci[ae]|zdj\.|фото|фотограф|фотографије|φωτογραφί(?:ες|α)|fotoğraf(?:lar)?|kamera"
    r"|illustra\w{2,8}|grafik|video|images?|写真|撮影|摄影|攝影|사진|ảnh|ภาพ|צילום|تصوير|عکس|फोटो|ছবি"
)
#: The credit of who took the pictures, on the byline's own line.
_OTHER_WORK = re.compile(
    rf"^(?:fotos?|photos?|fotó|фото)\s|(?:(?<=\s)|^)(?:{_PICTURES})(?:\s?[:：]|\s(?:by|von|par|di|de|por|av|af|door)\s(?-i:(?=[A-ZÀ-Þ])))",
    re.IGNORECASE,
)
#: The same behind a name in brackets, and who wrote: "João Silva (texto) e Rita Prates (fotos)".
_PICTURED = re.compile(rf".*[(（](?:{_PICTURES})[)）]", re.IGNORECASE)
_TEXTS = r"textos?|textes?|text|tekst|teksti|teks|testo|текст|szöveg|κείμενο|words|story"
_WRITTEN = re.compile(rf"\s?[(（](?:{_TEXTS})[)）]", re.IGNORECASE)
#: A town, an agency or what somebody did, in brackets behind the name: "Ana Ruiz (Bogotá)".
_BRACKETED = re.compile(r"(?<=[^\W\d_])\s[(（][^\W\d_][^()（）\d]{0,30}[)）]\s?$")
#: The label of one hand for both: "Text och foto:", "Fotos & Text:".
_BOTH = re.compile(
    rf"(?:(?:{_TEXTS})\s?(?:[&+/]|und|och|og|en|ja|a|i|e|y|et|ve|и|і|та)\s?(?:{_PICTURES})"
    rf"|(?:{_PICTURES})\s?(?:[&+/]|und|och|og|en|ja|a|i|e|y|et|ve|и|і|та)\s?(?:{_TEXTS}))\s?(?:[:：]|(?=\s(?-i:[A-ZÀ-Þ])))",
    re.IGNORECASE,
)
#: Where the writer follows who took the pictures: "Foto: Budi Santoso Teks: Ani Sari".
_THEN_TEXT = re.compile(rf"\s(?=(?:{_TEXTS})\s?:)", re.IGNORECASE)
#: A label that lost the space behind it: "ByJane Roe".
_GLUED_LABEL = re.compile(r"^By(?=[^\W\d_a-z][^\W\d_A-Z]+\s)")
_ABBREVIATED = re.compile(r"\b(?:Jr|Sr|[^\W\d_a-z])\.\W*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_]|[A-Z]{2}")
_JOINED = re.compile(r"(?:[dlDL]|[aA]l|[eE]l|[oO]’|as|at|ash)['’ʼ-](?=[^\W\d_])")


def names_writer(text: str) -> bool:
    """Whether a picture's credit names the text's writer, too: "Foto: Bo Ek Text: Eva Lind".

    >>> names_writer("Foto: Bo Ek Text: Eva Lind"), names_writer("Foto: Bo Ek")
    (True, False)
    """
    return ":" in text and _THEN_TEXT.search(text) is not None


#: Who reports from where, before the name: "Aus Kiel berichtet Petra Lind".
_REPORTS_FROM = re.compile(r"Aus\s\S+(?:\s\S+){0,2}?\s(?:berichtet|berichten)\s")
#: How long ago, as feeds show it beside the name: "3h".
_AGO = re.compile(r"\d{1,2}\s?(?:h|hrs?|m|mins?|d|w|j|std)\.?", re.IGNORECASE)


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


def read_byline(text: str, language: str | None, *, known: bool = False) -> Byline:
    """Read a line as a byline; `known` tells that a role stands on the next line."""
    text = _GLUED_LABEL.sub("By ", composed(text).strip().strip("*_"))
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


#: Longest place behind a dash, in words: "João Silva — São Paulo".
MAX_PLACE_WORDS = 3


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
        elif behind := _labelled(text, self.language):
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
        self.edited = bool(_EDITING.match(fold(text)))

    def _take(self, piece: str) -> None:
        if _OTHER_WORK.match(piece) or _PICTURED.fullmatch(piece):
            self.pictured = not _PICTURED.fullmatch(piece)
            self.known = True
            return
        label = _labelled(piece, self.language)
        part = _BRACKETED.sub("", _WRITTEN.sub("", label[0] if label else piece))
        if label:
            self._label(piece, weak=label[1])
        head, colon, behind = part.partition(":")
        if colon and head.strip() in _towns():  # "القاهرة: سامر الخطيب"
            self.known, part = True, behind.strip()
        if self.pictured or not part.strip(" .:=|()-–—"):
            return
        if self.names and part.split()[-1].lower() in _PAPERS:  # "Jane Roe, Harbour Post"
            self.known = True
            self.whole &= _goes_with(part)
            return
        if (self.names or self.labelled) and self._is_place(part):
            return
        edited = self.edited or (label is None and bool(_EDITOR.match(piece)))
        name, explained = self._name(part)
        self.office |= _is_office(part) or (edited and bool(name))
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
        if not part or part.lower() in _SUFFIXES or _AGO.fullmatch(part) or MINUTES.fullmatch(part):
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
                name = _people(before, labelled=labelled)
            if name or is_role(part[: place.start()]):
                self.known |= reports or not name
                return name, True
        bare, reports = _without_sign(part)
        bare, had_role = _without_role(bare)
        self.known |= had_role or reports
        if name := _people(bare, labelled=labelled):
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
_BEGINS_NOUN = re.compile(r"ال(?!سيد\s|حسن\s|حسين\s|طيب\s|أمين\s|هادي\s|صادق\s|منصف\s|شيخ\s)\S{2}")


@cache
def _towns() -> frozenset[str]:
    return words_of_all("towns")


def _is_bare_name(part: str) -> bool:
    """Whether a part may be a name in a script without capitals: two or three words, no more."""
    return (
        not (is_role(part) or part in _towns() or _BEGINS_NOUN.match(part))
        and not _CASED.search(part)
        and (not HAN.search(part) or is_japanese_name(part))
        and len(part.split()) in (2, 3)
        and _people(part, labelled=True) is not None
    )


def _without_sign(part: str) -> tuple[str, bool]:
    """Cut off what says behind a name that its bearer reports: "Jane Roe reports"."""
    head, _, last = part.rpartition(" ")
    return (head, True) if head and last.lower() in _signs() else (part, False)


@cache
def _signs() -> frozenset[str]:
    return words_of_all("signs")


#: What joins a name to one on the line above.
_LEADING = re.compile(r"^(?:[Ww]ith|WITH|[Aa]nd|AND|[Aa]vec|[Mm]it|[Uu]nd)\s(?=[^\W\d_a-z])")


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


@cache
def _labels() -> dict[str, list[tuple[str, str, bool]]]:
    """Give the labels by their first word, the longest first, as (phrase, language, weak)."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for family in ("byline", "signatures"):
        for language, _, phrase in entries_of(family):
            folded = fold(phrase)
            first = folded[0] if HAN.match(folded) else re.split(r"\W", folded.lstrip("（("))[0]
            found.setdefault(first, []).append((folded, language, family == "signatures"))
    for phrases in found.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return found


def is_byline_label(text: str) -> bool:
    """Whether a text is a byline's label and nothing else.

    >>> is_byline_label("Written by:"), is_byline_label("Written by Jane Roe"), is_byline_label("News")
    (True, False, False)
    """
    folded = fold(text)
    key = folded[:1] if HAN.match(folded) else re.split(r"\W", folded, maxsplit=1)[0]
    bare = folded.rstrip(" :：")
    return any(phrase in (folded, bare) for phrase, _, weak in _labels().get(key, ()) if not weak)


def label_of(part: str, language: str | None) -> str | None:
    """Give what stands after a byline's label, `None` where the part has none."""
    found = _labelled(part, language)
    return found[0] if found else None


def _labelled(part: str, language: str | None) -> tuple[str, bool] | None:
    """Give what stands after a label, and whether that is weak: a plain word elsewhere.

    A label of one bare word ("von", "di") counts only in its own language: it begins names.
    """
    folded = fold(part[:60])
    first = folded.lstrip("（([«\"'»-–•· ")
    key = first[:1] if HAN.match(first) else re.split(r"\W", first)[0]
    for phrase, own, weak in _labels().get(key, ()):
        bare_word = phrase.isalpha() and own != "en" and not HAN.search(phrase)
        begins_names = language is not None or phrase in _PARTICLES - {"von"}
        if bare_word and language != own and begins_names:
            continue
        rest = after_phrase(part, phrase)
        if rest is None:
            continue
        if phrase[-1] in ":：-=＝／/｜|・" and phrase[-1] not in part[: len(part) - len(rest)]:
            continue
        return _OR_SHE.sub("", rest).strip(" :：\u0654"), weak
    return None


#: The other gender's ending behind a label: "Napsal(a)".
_OR_SHE = re.compile(r"^\((?:a|а|ла|la|in|e|t)\)")


def is_editing(text: str) -> bool:
    """Whether a line begins with the label of who edited or translated, and did not write."""
    return _EDITING.match(fold(text[:60])) is not None


def is_role(part: str) -> bool:
    found = match(part)
    return bool(found) and any(m.family in _BESIDE_NAMES and m.how == "line" for m in found)


#: Families of lines that stand beside a name: "Staff Writer", "4 min read", "12 comments".
_BESIDE_NAMES = frozenset(("role", "counter", "comments"))


def _is_office(part: str) -> bool:
    return is_role(part) or any(word in _OFFICES for word in part.lower().split())


#: Words that stand between a name and the role: "Jane Roe Travel News Reporter".
_DESKS = _set(
    "deputy chief lead senior junior assistant associate managing executive staff content hub head news travel "
    "lifestyle political politics parliamentary sports sport football business health science tech technology "
    "entertainment showbiz culture arts crime court education environment local national foreign world features money"
)


def _before_desk(words: list[str]) -> list[str]:
    """Cut the words of a desk off the end of a name."""
    kept = len(words)
    while kept > 2 and words[kept - 1].lower() in _DESKS:
        kept -= 1
    return words[:kept]


def _without_role(part: str) -> tuple[str, bool]:
    """Cut a role or an agency off either end."""
    words = part.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        if is_role(" ".join(words[-size:])):
            house = size > 1 and words[-1].lower() in _COLLECTIVE
            return "" if house else " ".join(_before_desk(words[:-size])), True
        if is_role(" ".join(words[:size])):
            # "Repórter da Agência Norte", "Redacția Lacul Nou"
            of_house = words[size][0].islower() or words[size - 1].lower() in _COLLECTIVE
            return "" if of_house else " ".join(words[size:]), True
    return part, False


#: Roles that a longer word ends in: "Wirtschaftsredakteurin", "erhvervsredaktør".
_ENDS_IN_ROLE = re.compile(
    r"[^\W\d_]+(?:redakteur(?:in)?|redaktør|redaktör|redaktionen|journalist(?:in)?|reporter(?:in)?"
    r"|korrespondent(?:in)?|redacteur|toimittaja|fréttamaður|szerkesztő|újságíró|tudósító)",
    re.IGNORECASE,
)


def _goes_with(part: str) -> bool:
    """Whether the part is a paper, an agency or a place beside a name: short and capitalised.

    Papers write themselves as they like: "g1", "detikNews".
    """
    words = part.split()
    if _ENDS_IN_ROLE.fullmatch(part):
        return True
    if not _CASED.search(part):
        return len(words) <= 2 and _letters("".join(words)).isalpha()
    return len(words) <= 5 and all(
        any(char.isupper() for char in word)
        or word.lower() in _PARTICLES
        or word in ("for", "of", "the", "in")
        or (word[-1].isdigit() and word[0].isalpha())
        for word in words
    )


def _people(part: str, *, labelled: bool) -> str | None:
    """Give the name, where the part is one person's and nothing else."""
    words = part.replace("\u00a0", " ").split()
    while words and words[0].lower() in _HONORIFICS:
        words.pop(0)
    shout = part.isupper()
    while len(words) > 2 and _is_degree(words[-1], shout=shout):
        words.pop()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:  # the name beside its picture, said twice
        words = words[:half]
    name = " ".join(words)
    if not _CASED.search(name) and (not labelled or not _NO_BARE_NAME.isdisjoint(words)):
        return None
    if labelled and HAN.search(name) and re.fullmatch(r"[\w・·= \u3000ー]{2,14}", name):
        return None if NO_NAME.search(name) or any(c.isdigit() for c in name) else name
    if not 2 <= len(words) <= (MAX_NAME_WORDS if _CASED.search(name) else MAX_BARE_WORDS) or (
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
        or all(word.lower() in _MONTHS for word in real)
    ):
        return None
    return name if all(_is_name_word(word, shout=shout) for word in real) else None


#: Letters from which on a word may be two.
MAX_PLAIN_WORD = 8
#: Signs inside a name, and the joiner of Persian, which parts no words.
_IN_NAMES = frozenset("'’ʼ‘.-\u200c׳״")


def _letters(word: str) -> str:
    """Give a word without the signs inside names, and those of vowels."""
    return "".join(c for c in word if c not in _IN_NAMES and unicodedata.category(c)[0] != "M")


#: A capital behind so many small letters that it begins another word, and that word.
_GLUED_WORD = re.compile(r"[^\W\d_A-ZÀ-ÞА-ЯΑ-Ω]{3}([A-ZÀ-ÞА-ЯΑ-Ω][^\W\d_A-ZÀ-ÞА-ЯΑ-Ω]{2,})")


def _is_degree(word: str, *, shout: bool) -> bool:
    return word.lower() in _DEGREES or (word in _SHOUTED_DEGREES and not shout)


def is_two_words(word: str) -> bool:
    """Whether a word is two that have run together, a name and what is said of a day or an office.

    >>> is_two_words("RoeveldPublished"), is_two_words("MacDonald"), is_two_words("SolutionsHub")
    (True, False, False)
    """
    found = _GLUED_WORD.search(word) if len(word) > MAX_PLAIN_WORD else None
    if found is None:
        return False
    return tokens_of(found[1])[0].letter in "LUMW" or is_role(found[1])


def _is_name_word(word: str, *, shout: bool) -> bool:
    if is_two_words(word):
        return False
    core = _JOINED.sub("", word)
    letters = _letters(core)
    if (letters and not letters.isalpha()) or not (letters or core):
        return False
    if not _CASED.search(core):
        return len(core) > 1
    if core.endswith(".") or (letters.isupper() and not shout and 1 < len(letters) <= 4):
        return False
    return core[0].isupper() or (core is not word and core[0].isalpha())
