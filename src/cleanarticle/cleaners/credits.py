"""Credits of photos and videos."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..actions import Drop, Edit, Label
from ..finders._signed_below import is_agency_signature
from ..finders.bylines import names_writer
from ..model import Block, Document, Reason
from ..patterns import lazy
from ..shapes import is_prose, last_prose, once, words
from ..vocabulary import saying, says, text_says
from ._broadcast_captions import broadcast_captions
from ._labelled_headlines import is_labelled_headline
from ._spans import without
from ._torn_credits import torn_credits

__all__ = ["MAX_CAPTION_WORDS", "NAME", "drop_credits"]

#: Longest line that is a credit and nothing else, in words.
MAX_CREDIT_WORDS = 10

#: A label without a name from this many on heads what stays below it: the items of a list.
MIN_LABELS = 3

#: Longest caption, in words; in characters, of one that its credit alone tells.
MAX_CAPTION_WORDS = 60
MAX_CAPTION = 240

_IN_BRACKETS = lazy(r"\S\s{0,3}[(\[]([^()\[\]]{3,80})[)\]]\.?$")


#: Agencies of pictures: beside a name they credit a photo, where a news agency could sign a text.
_PICTURES = frozenset(
    "getty images|getty|shutterstock|shutterstock.com|istock|istockphoto|alamy|alamy stock photo"
    "|unsplash|pexels|pixabay|adobe stock|adobestock|depositphotos|dreamstime|freepik|123rf|imago"
    "|imago images|picture alliance|picture-alliance|zuma press|newscom|wikimedia commons|flickr"
    "|ntb scanpix|ritzau scanpix|scanpix|tt nyhetsbyrån|lehtikuva|keystone-sda|stock.adobe.com"
    "|epa-efe|rex|rex features|shutterstock/rex|ap photo|afp photo|afp via getty images"
    "|freshfocus|via getty images|istock by getty images|bestimage|abacapress|fotolia|canva|dpa-bildfunk".split(
        "|"
    )
)
#: The same, and agencies of news, which stand so only behind a sign of copyright.
_AGENCIES = _PICTURES | frozenset(
    "ap|afp|reuters|dpa|epa|efe|ansa|apa|belga|anp|ntb|tt|ritzau|pap|pa|lusa|čtk|mti|tass|тасс"
    "|риа новости|укринформ|xinhua|kyodo|yonhap|aap|ani|pti|antara".split("|")
)
#: What parts a photographer from an agency, and how many words a credit of both has.
_BETWEEN = lazy(r"\s{0,3}[|/·]\s{0,3}|\s[–—-]\s")
MAX_AGENCY_WORDS = 8


def _credits_agency(text: str) -> bool:
    """Whether a line is an agency of pictures with a photographer, and nothing else.

    >>> _credits_agency("Ann Lee | Getty Images"), _credits_agency("© dpa | Ann Lee")
    (True, True)
    >>> _credits_agency("Ann Lee | Reuters"), _credits_agency("Getty Images / sued by Ann Lee")
    (False, False)
    """
    if len(text) > 80 or not ("|" in text or "/" in text or "©" in text or "·" in text):
        return False
    signed = text.startswith("©")
    parts = [part.strip() for part in _BETWEEN.split(text.strip("© "))]
    agencies = _AGENCIES if signed else _PICTURES
    if len(text.split()) > MAX_AGENCY_WORDS or not (signed or len(parts) > 1):
        return False
    if not any(part.casefold() in agencies for part in parts):
        return False
    return all(
        part.casefold() in _AGENCIES or all(not word[0].islower() for word in part.split())
        for part in parts
        if part
    )


#: The same agencies, as they write themselves.
_HOUSES = tuple(
    "AP|AFP|Reuters|REUTERS|dpa|DPA|EPA|epa|EFE|ANSA|APA|Belga|BELGA|ANP|NTB|TT|Ritzau|PAP|PA|Lusa|LUSA|lusa|ČTK|MTI"
    "|TASS|ТАСС|РИА Новости|Укринформ|Xinhua|Kyodo|Yonhap|AAP|ANI|PTI|ANTARA|AP Photo|AFP Photo|PA Wire"
    "|Associated Press|The Associated Press|Canadian Press|The Canadian Press|Getty Images|Getty"
    "|Shutterstock|picture alliance|IMAGO|imago images|EPA-EFE|Bloomberg|Anadolu|NurPhoto|Zuma Press|Keystone"
    "|freshfocus|LRT nuotr.".split("|")
)
_WRITTEN = "|".join(map(re.escape, _HOUSES))
#: A photographer and an agency parted by a stroke, in brackets or not; a name has no numbers.
_PHOTOGRAPHER = lazy(
    rf"(?P<opens>[(\[])?(?:[^\W\d_][^\W\d_]*[.’'-]?[^\W\d_]*\.?[ ]){{0,4}}[^\W\d_][^\W\d_’'-]{{0,30}}"
    rf"\s?(?:/|\||via)\s?(?:{_WRITTEN})(?(opens)[)\]])"
)


def _credits_photographer(text: str) -> bool:
    """Whether a line is a photographer's name, a stroke and an agency: a byline may look the same.

    >>> _credits_photographer("(Ann Lee / AP)"), _credits_photographer("Ann Lee/dpa")
    (True, True)
    >>> _credits_photographer("Ann Lee sued Getty"), _credits_photographer("Yield: 25mV/PA")
    (False, False)
    """
    if len(text) > 80 or not text.rstrip(")]").endswith(_HOUSES):
        return False
    if len(text.split()) > MAX_AGENCY_WORDS or not _PHOTOGRAPHER.fullmatch(text):
        return False
    name = re.split(r"/|\||\bvia\b", text.strip("()[]"))[0].split()
    alone = " ".join(name).casefold() in _AGENCIES  # two agencies sign a text
    return not (alone or name[0][0].islower() or name[-1][0].islower())


#: What leads to a photographer behind a caption: "The quay at noon Photo: Ann Lee", "The quay. LEHTIKUVA / ANN LEE".
_CREDIT_BEHIND = lazy(
    r"[^\s:]\s(?:(?:Foto|Fotos|Photo|Photos|Bild|Kuva|Kuvat|Fotó|Fotografija|Фото|Снимка|Снимки|Φωτογραφία|Լուսանկարը)"
    r"\s?:|(?:LEHTIKUVA|Lehtikuva|SCANPIX|Scanpix|IMAGO|Getty Images)\s?/)\s?(?P<who>[^\s:;,][^:;,]{2,60})\Z"
)
#: Most characters of such a credit, and most words of who is named.
MAX_CREDIT_BEHIND, MAX_NAMED = 80, 6
_PARTICLES = frozenset("van von de der den da di af av al".split())


def _ends_in_credit(text: str) -> bool:
    """Whether a photographer is named behind a caption: words with capitals, several of them, or a house.

    >>> _ends_in_credit("The quay at noon Photo: Ann van der Lee"), _ends_in_credit("x Фото: Harbour.Media")
    (True, True)
    >>> _ends_in_credit("Das ganze Bild: Wie Kiel baut"), _ends_in_credit("Ein neues Foto: Kiel")
    (False, False)
    """
    tail = text[-MAX_CREDIT_BEHIND:]
    found = _CREDIT_BEHIND.search(tail) if ":" in tail or "/" in tail else None
    if found is None:
        return False
    said = found["who"].replace("/", " ").split()
    if not 2 <= len(said) <= MAX_NAMED and not (len(said) == 1 and "." in found["who"][1:-1]):
        return False
    named = [word for word in said if word not in _PARTICLES]
    house = "/" in found["who"]
    return all(word[0].isupper() or (house and word == said[-1]) for word in named)


#: A photographer and agencies behind a caption's sentence, with a label or without; a label behind a dash.
NAME = r"[^\W\d_a-z][\w.’'-]{0,20}"
_BEHIND_CAPTION = lazy(
    rf"(?<=[.!?”\"’)])\s(?:[Pp]hoto(?:graph)?s?: )?(?:{NAME} ){{0,4}}{NAME}"
    rf"(?:/{NAME}(?: {NAME}){{0,2}}){{0,2}}(?:\s?/\s?|\svia\s)(?:{_WRITTEN})\Z"
    r"|(?<=[\w)\]])\s[—–]\s(?:Fotos?|Photos?|Imagem|Imagen|Crédito):\s[^.!?\n:]{2,60}\Z"
)
#: Who is named behind a label: words with capitals, and what binds them.
_WHO = (
    rf"{NAME}(?:(?:\s?[/|&]\s?|,? )(?:(?:van|von|de|der|den|da|di|af|av|al|for|of|via) ){{0,2}}{NAME}){{0,7}}"
    r"(?:/\w{1,20}){0,2}(?: scanpix)?"
)
#: A label with its colon behind a caption's sentence or a bar, or glued to its last word; the forms of New
#: Zealand, the Philippines, New York, Vietnam, Iceland and Lithuania, and a name in brackets with its agency.
_LABELLED = lazy(
    rf"(?:(?<=[.!?…”\"’)])\s?|(?:\s[|/]){{1,2}}\s)(?:Arkivfoto|ARKIVFOTO|Foto|FOTO|Fotos|Photo|Photos|Fotó|Kuva|KUVA|Kuvat"
    rf"|Photo [Cc]redit|Image [Cc]redit|Bilde|Ljósmynd|Ljósmyndir|Attēls|Фото|ФОТО)\s?: ?{_WHO}\.?\Z"
    rf"|(?:(?<=[^\W\d_A-Z])|(?<=[.!?…”\"’)])\s?|(?<=\w)\s)(?:Photo )?Credit: {_WHO}\Z"
    rf"|(?<=[.!?”\"’)])\s(?:Photo|Supplied|Image) / {_WHO}\Z"
    rf"|\s?[—–]\s?Photos? by {_WHO}\Z"
    rf"|(?<=[.!?”\"’)])\sCredit(?: {NAME}){{2,5}} for The New York Times\Z"
    rf"|(?:(?<=[.!?…”\"’)])\s?|\s[|/–—-]\s)(?:Ảnh|ẢNH|Ảnh minh h(?:ọa|oạ)|Đồ h(?:ọa|oạ))\s?: ?{_WHO}\.?\Z"
    r"|(?<=[.!?])\s(?:mbl\.is|[Vv]ísir|VÍSIR|Ljósmynd|[Aa]ðsend)/\w{2,20}(?: \w{2,20}){0,2}\Z"
    rf"|\s/\s(?:{NAME} (?:/ )?){{1,5}}nuotr\.\Z"
    rf"|(?<=[.!?”\"’])\s\((?:Photo: )?{NAME}(?: {NAME}){{1,4}}\s?/\s?(?:The )?(?:{_WRITTEN})\)\Z"
)
#: What one of these has, before it is looked for.
_LABELS = (
    "oto", "OTO", "redit", "KUVA", "Kuva", "Bilde", "Ljósmynd", "Attēls", "Supplied", "nuotr.", "mbl.is/", "ísir/",
    "VÍSIR/", "Image /", "ðsend/", "/", "Фото", "ФОТО", "Ảnh", "ẢNH", "Đồ họa", "Đồ hoạ",
)  # fmt: skip
#: A photographer behind a sign of copyright on a line of its own; a name and a picture's word in Lithuanian; an
#: agency and a name in capitals; a picture "of" someone in Romance languages.
_SIGNED = lazy(
    rf"© ?(?:{NAME}|[A-Z][A-Z0-9]{{1,5}})(?:(?: | ?/ ?)(?:(?:van|von|de|der|den|da|di) ){{0,2}}{NAME}){{0,5}}"
    rf"|(?:{NAME} ){{1,4}}nuotr\."
    r"|(?:APA|KEYSTONE|TS|AFP|DPA|EPA|ANSA|LEHTIKUVA)/[^\W\d_a-z]{2,20}(?:[ -][^\W\d_a-z]{2,20}){1,3}"
    rf"|(?:Foto di|Foto de|Photo de)(?: {NAME}){{2,4}}\.?"
)
#: The end of a line in which it is looked for, in characters; fewest words of a caption.
CREDIT_REACH, MIN_CAPTION_WORDS = 100, 3
#: Most words of a caption that may be the name of who is to be seen, or of who wrote.
MAX_PICTURED = 5
#: Whose picture it is, and the agency or the site that it is from.
_IMAGE_BY = lazy(
    rf"(?:Image|Picture|Illustration) by (?:{NAME} ){{0,4}}{NAME} (?:/|on|from|via) (?:{NAME} ){{0,3}}{NAME}"
)
#: A sign of copyright, and through whom a picture was had.
_HAD_VIA = lazy(r"©\s?[^.!?:\n]{3,60}\svia\s[^.!?:\n]{3,40}")


#: The button behind a picture of Reuters.
_LICENSING = lazy(r"\s?(?:Purchase|Acquire) Licensing Rights(?:, opens new tab)?\Z")
#: Whose picture stood above, run into the first sentence, in papers of Latin America.
_BEFORE_PROSE = lazy(
    r"Fotos?: (?:Cortesía|Archivo|Referencial|Ilustrativa|Reproducción|Reprodução|Divulgação)\.? (?=[^\Wa-z\d_])"
)
#: A network's name and its dash on a line of their own, as a dump leaves them above the first sentence.
_NETWORK = lazy(r"\(?(?:CNN|AP|AFP|Reuters|REUTERS|CNN Business)\)?\s?[—–-]{1,2}")


def _credit_behind(text: str) -> int | None:
    """Give where the credit begins that a caption ends in: a photographer and an agency.

    >>> said = "The boat at noon. Ann Lee/Getty Images", "They sued. Reuters", "Barco em Itu (SP) — Foto: Ana Sá/AFP"
    >>> [_credit_behind(text) for text in said]
    [17, None, 17]
    """
    tail = text[-CREDIT_REACH:]
    labelled = ":" in tail and ("—" in tail or "–" in tail)
    if not ("/" in tail or " via " in tail or labelled):
        return None
    found = _BEHIND_CAPTION.search(text, max(0, len(text) - CREDIT_REACH))
    if found is None or len(text[: found.start()].split()) < MIN_CAPTION_WORDS:
        return None
    return found.start()


def _label_behind(text: str) -> int | None:
    """Give where the credit with its label begins that a caption ends in.

    >>> said = "The boat.Credit: Getty", "The boat at noon. Foto: Ann Lee/TT", "To her credit: Ann Lee paid"
    >>> [_label_behind(text) for text in said]
    [9, 17, None]
    """
    tail = text[-CREDIT_REACH:]
    if not any(label in tail for label in _LABELS):
        return None
    found = _LABELLED.search(text, max(0, len(text) - CREDIT_REACH))
    if found is None:
        return None
    rest = text[: found.start()].strip()
    # Behind a stroke may stand who took the pictures, and before it who wrote: "Jane Roe / Photo: Bo Ek".
    signed = found[0].lstrip()[0] in "|/" and rest[-1:] not in ".!?…"
    least = MAX_PICTURED + 1 if signed else 2
    return found.start() if len(rest.split()) >= least else None


#: Whose picture stood beside a Korean paragraph, in brackets behind its last sentence, and the fewest sentences of one.
_KOREAN_CREDIT = lazy(r"(?<=다\.)\s?[(\[](?:사진|영상|그래픽)\s?[=:]\s?[^()\[\]\n]{2,60}[)\]]\Z")
MIN_SENTENCES = 2


def _korean_credit(text: str) -> int | None:
    """Give where the credit begins that a paragraph of some sentences ends in, before it is judged as a caption.

    >>> said = "배가 떠났다. 비가 그쳤다. (사진=항구일보)", "비가 그쳤다. (사진=항구일보)"
    >>> [_korean_credit(text) for text in said]
    [15, None]
    """
    found = _KOREAN_CREDIT.search(text, max(0, len(text) - CREDIT_REACH))
    return found.start() if found and text.count("다.") >= MIN_SENTENCES else None


#: How such a line begins, and the longest, in characters.
_OWNERS = ("Foto di ", "Foto de ", "Photo de ")
MAX_SIGNED = 120


def _names_owner(text: str) -> bool:
    """Whether a line says whose picture it is, and through whom it was had.

    >>> _names_owner("Image by Ann Lee / Harbour Pages"), _names_owner("Image by image on Monday")
    (True, False)
    """
    if len(text) > MAX_SIGNED:
        return False
    if text[0] == "©" or text.endswith(" nuotr.") or text.startswith(_OWNERS) or "/" in text:
        if _SIGNED.fullmatch(text):
            return True
    elif not text.startswith(("Image by ", "Picture by ", "Illustration by ")):
        return False
    return (_HAD_VIA.fullmatch(text) or _IMAGE_BY.fullmatch(text)) is not None


#: Short names of writer and desk, or agency and writer, behind the last sentence: "(dis/ugo)", "(dpa/mt)"; an
#: agency that signs so in Italy, with its full stop: "(ITALPRESS)."
_INITIALS = lazy(
    r"(?:\A|(?<=[.!\"”»])\s?)\([a-z]{2,5}(?:/[a-z]{2,5}){1,2}\)\Z"
    r"|(?<=[.!?\"”»])\s?\((?:ITALPRESS|ANSA|AGI|Adnkronos|ADNKRONOS|askanews|ASKANEWS|LaPresse)\)\.?\Z"
)
#: The letters of writer and editor on the last line of all: "OID/ASB".
_LETTERS = lazy(r"[A-Z]{2,4}/[A-Z]{2,4}")
#: The site that a text is from, and an editor with the number of the day, behind a paragraph: ".//Skelby.az",
#: "。（編輯：王小明）1130512".
_SITE_BEHIND = lazy(
    r"(?<=[.!?…\"”»])(?:\s?//\s?[A-Za-z]|\s[–—-]\s[A-Z])[\w-]{1,30}\.[A-Za-z]{2,4}\.?\Z"
)
_EDITOR_BEHIND = lazy(
    r"(?<=[。！？」』])\s?[（(](?:責任編輯|责任编辑|編輯|编辑)[:：/][^()（）]{1,20}[)）]\d{0,8}\Z"
)


def _initials(document: Document) -> Iterator[Drop | Edit]:
    """Cut the short names that stand behind the last sentence, or on the line below it.

    And the site or the editor that a paragraph is signed with.
    """
    blocks = document.blocks
    last = last_prose(blocks)
    if 0 <= last == len(blocks) - 2 and _LETTERS.fullmatch(blocks[-1].text):
        letters = blocks[-1].text
        if document.raw.count(letters) == 1 and not any(
            part in document.raw[: blocks[-1].start] for part in letters.split("/")
        ):
            yield Drop(blocks[-1], Reason.CREDIT)
    for block in blocks[max(last, 0) : last + 2] if last >= 0 else ():
        if block.text.endswith((")", ").")) and (found := _INITIALS.search(block.text)):
            yield without(block, *found.span(), Reason.CREDIT)
    for block in blocks:
        if block.text.endswith(" Fold sammen"):  # the button below a caption of Danish papers
            yield Edit(
                block, len(block.text) - len(" Fold sammen"), len(block.text), "", Reason.CREDIT
            )
            continue
        tail = block.text[-MAX_MARK:]
        site = "." in tail.rpartition(" ")[2][:-1]  # inside the last word
        if not site and "輯" not in tail and "辑" not in tail:
            continue
        start = max(0, len(block.text) - MAX_MARK)
        found = _SITE_BEHIND.search(block.text, start) or _EDITOR_BEHIND.search(block.text, start)
        if found and words(block) >= MIN_BEFORE_MARK:
            yield without(block, *found.span(), Reason.CREDIT)


#: Longest mark of a site or an editor, in characters, and fewest words of a paragraph behind which it stands.
MAX_MARK, MIN_BEFORE_MARK = 45, 8


#: Blocks at the top among which the first one's words stand again, each time above a credit; fewest words.
TOP_REACH, MIN_TOP_WORDS = 6, 4


def _captions_on_top(document: Document) -> Iterator[Drop]:
    """Drop the caption that a text begins with if it is told again below, each time above a credit.

    Pages show the picture above the headline so, and once more to fill the screen.
    """
    top = document[: TOP_REACH + 1]
    if len(top) < MIN_TOP_WORDS or words(top[0]) < MIN_TOP_WORDS:
        return
    places = [at for at, block in enumerate(top[:-1]) if block.text == top[0].text]
    if len(places) > 1 and all(text_says(top[at + 1].text, "credit") for at in places):
        yield from (Drop(top[at], Reason.CREDIT) for at in places)


def drop_credits(document: Document) -> Iterator[Drop | Edit | Label]:
    """Drop lines that only credit a photo; a caption that ends in a credit stays, as a caption.

    Below the first paragraph a photographer with an agency goes from the caption's end.
    The short names of the desk behind the last sentence go, too: "(dis/ugo)".

    A name beside a news agency stays above the first paragraph: it may be the byline, as is a line
    that names who wrote the text, too.

    >>> from cleanarticle.model import blocks
    >>> lines = blocks("Photo: Ann Lee", "Her photo: a cat asleep on a wall in Bern.")
    >>> [action.block.text for action in drop_credits(lines)]
    ['Photo: Ann Lee']
    """
    yield from _initials(document)
    told: set[int] = set()
    for drop in _captions_on_top(document):
        told.add(id(drop.block))
        yield drop
    for drop in torn_credits(document.blocks):
        told.add(id(drop.block))
        yield drop
    for action in broadcast_captions(document.blocks):
        told.add(id(action.block))
        yield action
    bare = Counter([block.text for block in document if block.text.endswith(":")])
    named = set(map(id, saying(document, "credit")))
    begun = False
    for block in document:
        begun = begun or is_prose(block)
        is_named = id(block) in named
        form = once(block, "form of a credit", _form)
        if (is_named or any(form)) and id(block) not in told:
            actions = list(_by_form(document, block, form, begun=begun))
            yield from actions or _by_phrase(document, block, form, bare, is_named=is_named)


class _Form(NamedTuple):
    """What a line has of a credit's forms, whatever stands around it: most lines have nothing."""

    photographer: bool
    #: An agency, or through whom a picture was had.
    owner: bool
    #: The button behind it.
    button: re.Match[str] | None
    #: A credit in front of a sentence.
    before: re.Match[str] | None
    network: bool
    #: Where that behind a Korean paragraph begins.
    korean: int | None
    #: Where the credit behind a caption begins.
    behind: int | None
    #: Where one with its label does.
    labelled: int | None
    in_bracket: bool
    named: bool


def _form(block: Block) -> _Form:
    text = block.text
    return _Form(
        photographer=_credits_photographer(text),
        owner=_credits_agency(text) or _names_owner(text),
        button=_LICENSING.search(text) if "Licensing Rights" in text else None,
        before=_BEFORE_PROSE.match(text) if is_prose(block) else None,
        network=_NETWORK.fullmatch(text) is not None,
        behind=_credit_behind(text),
        labelled=_label_behind(text),
        korean=_korean_credit(text) if text[-1] in ")]" else None,
        in_bracket=")" in text[-2:] or "]" in text[-2:],
        named=_ends_in_credit(text),
    )


def _by_form(
    document: Document, block: Block, form: _Form, *, begun: bool
) -> Iterator[Drop | Edit | Label]:
    """Drop or cut a credit that its form tells, whatever the language."""
    photographed = begun and form.photographer and not is_agency_signature(document, block)
    if photographed or form.owner:
        yield Drop(block, Reason.CREDIT)
    elif form.button:
        yield without(block, *form.button.span(), Reason.CREDIT)
    elif form.before:
        yield Edit(block, 0, form.before.end(), "", Reason.CREDIT)
    elif not begun and form.network:
        yield Drop(block, Reason.CREDIT)
    elif form.labelled and not begun and len(block.text[: form.labelled].split()) <= MAX_PICTURED:
        yield Drop(
            block, Reason.CREDIT
        )  # who is to be seen: above the text a bare name is a byline
    elif form.korean:
        yield Edit(block, form.korean, len(block.text), "", Reason.CREDIT)
    elif start := form.labelled or (form.behind if begun else None):
        yield Edit(block, start, len(block.text), "", Reason.CREDIT)
        if start <= MAX_CAPTION:
            yield Label(block, "caption")


def _by_phrase(
    document: Document, block: Block, form: _Form, bare: Mapping[str, int], *, is_named: bool
) -> Iterator[Drop | Label]:
    """Drop a line that is a credit in the words of sites, and label a caption that ends in one."""
    is_short = words(block) <= MAX_CAPTION_WORDS
    ending = _IN_BRACKETS.search(block.text) if form.in_bracket else None
    if ending and text_says(ending[1], "credit"):
        if is_short and not is_prose(block):
            yield Label(block, "caption")
        return
    found = (
        says(block, "credit", language=document.language) if is_named or form.in_bracket else None
    )
    if found and bare[block.text] < MIN_LABELS and not names_writer(block.text):
        if found.how in ("line", "heading") or (
            found.how == "start"
            and words(block) <= MAX_CREDIT_WORDS
            and not is_labelled_headline(document, block)
        ):
            yield Drop(block, Reason.CREDIT)
            return
        if is_short and found.how in ("end", "within"):
            yield Label(block, "caption")
            return
    if is_short and form.named and not is_prose(block):
        yield Label(block, "caption")
