"""What a document shows of its ways to quote: who speaks, and where a stop stands at a closing mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ..model import Document
from ..words import function_words
from ._quote_style import opens, tokens
from .encoding import texts

__all__ = ["Habits"]

_ANY_WORD = re.compile(r"[^\W\d_]+")

#: Forms of speaking that stand beside a quotation ("…, he said"), by language.
_SPEAKING = {
    "en": "said says saying told tells added adds asked asks argued argues explained explains recalled recalls "
    "stressed noted notes wrote writes replied reaffirmed emphasized emphasised warned warns insisted insists "
    "concluded concludes continued continues announced assessed admitted admits claimed claims declared stated "
    "states joked quipped answered shouted whispered commented remarked observed reported reads read goes confirmed "
    "revealed suggested suggests complained cried exclaimed responded tweeted posted according recounted shared "
    "lamented mused predicted promised urged vowed thinks thought believes tell think",
    "de": "sagte sagt sagten sagen erklärte erklärt erklärten betonte betont betonten meinte meint meinten fügte fragte "
    "fragt schrieb schreibt schrieben so warnte warnt warnten kritisierte kritisiert berichtete berichtet berichten "
    "erläutert erläuterte ergänzte ergänzt forderte fordert antwortete antwortet hieß heißt heisst teilte sprach "
    "erzählte erzählt verriet verrät versicherte räumte gab rief urteilte lobte lobt klagte klagt lautete lautet "
    "lästerte scherzte bestätigte bestätigt kommentierte kommentiert resümierte resümiert ließ meldete mahnte "
    "behauptete behauptet begründete begründet zitierte zitiert glaubt findet fand wetterte erinnerte erinnert "
    "entgegnete appellierte kündigte schildert schilderte weiß laut",
    "fr": "dit disait déclare déclaré explique expliqué expliquait affirme affirmé ajoute ajouté ajoutait estime estimé "
    "confie confié précise précisé assure assuré raconte raconté souligne souligné regrette regretté insiste insisté "
    "lance lancé poursuit poursuivi répond répondu résume résumé note observe selon écrit juge jugé rappelle rappelé "
    "martèle prévient reconnaît admet indique indiqué commente plaide dénonce ironise conclut concluait glisse "
    "soupire demande martelé tranche annonce annoncé avertit témoigne détaille martelait livre",
    "es": "dijo dice dicen dijeron afirmó afirma explicó explica añadió añade aseguró asegura señaló señala declaró "
    "declara indicó indica comentó comenta cuenta contó sostuvo sostiene advirtió advierte subrayó apuntó apunta según "
    "respondió responde preguntó pregunta escribió escribe reconoció reconoce admitió insistió insiste destacó destaca "
    "manifestó expresó agregó agrega confesó recordó recuerda concluyó concluye lamentó matizó zanjó deslizó relató "
    "reveló precisó sentenció espetó exclamó",
    "it": "dice dicono disse spiega spiegato spiegava afferma affermato aggiunge aggiunto sottolinea sottolineato dichiara "
    "dichiarato racconta raccontato conclude concluso scrive scritto commenta commentato secondo prosegue detto "
    "risponde risposto ricorda ricordato osserva ribadisce assicura ammette chiede replica precisa confessa avverte "
    "annuncia rivela sostiene denuncia",
    "pt": "disse diz dizem disseram afirmou afirma explicou explica acrescentou acrescenta contou conta declarou declara "
    "destacou destaca ressaltou segundo escreveu escreve respondeu responde completou avaliou avalia comentou lembrou "
    "lembra revelou reforçou garantiu perguntou concluiu ponderou relatou relata admitiu defendeu observou pontuou "
    "sublinhou referiu adiantou frisou realçou",
    "nl": "zei zegt zeggen zeiden vertelde vertelt aldus schrijft schreef voegde voegt legt legde meldt meldde vindt vond "
    "volgens stelt stelde reageert reageerde klinkt klonk luidt luidde vraagt vroeg benadrukt benadrukte antwoordt "
    "antwoordde besluit concludeert waarschuwt waarschuwde laat verklaarde oordeelt",
    "pl": "powiedział powiedziała mówi mówił mówiła dodał dodała dodaje stwierdził stwierdziła podkreślił podkreśliła "
    "podkreśla zaznaczył zaznaczyła wyjaśnił wyjaśniła wyjaśnia napisał napisała zapewnił zapewniła ocenił oceniła "
    "przekazał przekazała poinformował poinformowała przyznał przyznała zauważył czytamy oświadczył tłumaczy pyta "
    "odpowiedział twierdzi",
    "cs": "řekl řekla uvedl uvedla uvádí dodal dodala dodává říká prohlásil prohlásila vysvětlil vysvětlila vysvětluje "
    "napsal napsala popsal popsala popisuje podle uzavřel doplnil doplnila doplňuje tvrdí míní sdělil sdělila "
    "upozornil upozornila zdůraznil zdůraznila poznamenal konstatoval odpověděl připomněl myslí komentoval komentuje "
    "přiznal varoval",
    "sk": "povedal povedala uviedol uviedla dodal dodala hovorí vyhlásil vyhlásila vysvetlil vysvetlila napísal "
    "napísala podľa doplnil tvrdí zdôraznil upozornil odpovedal poznamenal",
    "ru": "сказал сказала сказали заявил заявила заявили говорит говорят говорил отметил отметила отмечает добавил "
    "добавила сообщил сообщила сообщили рассказал рассказала подчеркнул подчеркнула пояснил пояснила написал написала "
    "считает утверждает объяснил объяснила спросил ответил ответила уточнил уточнила заверил признался пишет",
    "uk": "сказав сказала заявив заявила каже кажуть зазначив зазначила додав додала повідомив повідомила розповів "
    "розповіла підкреслив підкреслила пояснив пояснила написав написала вважає запитав відповів уточнив",
    "bg": "каза казва заяви заявява добави обясни коментира съобщи подчерта отбеляза написа според посочи разказа",
    "sr": "rekao rekla kaže navodi naveo dodao dodala izjavio izjavila ističe istakao napisao objasnio poručio "
    "рекао рекла каже навео додао изјавио истакао написао",
    "hr": "rekao rekla kaže navodi naveo dodao dodala izjavio izjavila ističe istaknuo napisao objasnio poručio",
    "sl": "dejal dejala pravi povedal povedala dodal dodala poudaril poudarila pojasnil pojasnila zapisal zatrdil",
    "lt": "sakė sako teigė teigia pasakė pasakoja pridūrė pažymėjo rašė rašo tvirtino aiškino pabrėžė kalbėjo",
    "lv": "sacīja saka teica norādīja uzsvēra piebilda pastāstīja rakstīja skaidroja",
    "et": "ütles ütleb lisas sõnas rääkis selgitas kirjutas märkis",
    "sv": "sade sa säger berättar berättade skriver skrev förklarar förklarade menar menade tillägger tillade "
    "konstaterar konstaterade enligt uppger svarar svarade frågar undrar",
    "no": "sa sier forteller fortalte skriver skrev forklarer forklarte mener mente legger ifølge opplyser uttaler "
    "svarer svarte spør påpeker understreker melder",
    "da": "sagde siger fortæller fortalte skriver skrev forklarer forklarede mener mente tilføjer tilføjede ifølge "
    "lyder lød oplyser svarer svarede udtaler spørger",
    "fi": "sanoi sanoo kertoi kertoo toteaa totesi kirjoittaa kirjoitti mukaan kommentoi vastasi kysyi huomauttaa",
    "tr": "dedi diyor diye söyledi belirtti vurguladı ekledi kaydetti anlattı ifadelerini ifadesini konuştu "
    "değerlendirmesinde şeklinde yazdı sordu açıkladı aktardı",
    "az": "dedi deyib bildirib söylədi söyləyib vurğulayıb",
    "ro": "spus spune declarat declară afirmat afirmă adăugat precizat explicat explică transmis scris potrivit susține "
    "subliniat zis întrebat",
    "hu": "mondta mondja tette közölte írta írja hangsúlyozta jelentette fogalmazott magyarázta kérdezte válaszolta",
    "el": "είπε λέει δήλωσε τόνισε ανέφερε πρόσθεσε σημείωσε εξήγησε υποστήριξε έγραψε υπογράμμισε",
    "id": "kata ujar tutur ucap jelas ungkap tambah katanya ujarnya tuturnya jelasnya ungkapnya tegas tegasnya imbuh "
    "imbuhnya ucapnya terang papar lanjut sebut",
    "ms": "kata katanya ujar ujarnya jelas jelasnya tegas tambah",
    "vi": "nói cho chia nhấn khẳng viết",
    "ca": "dit diu deia afirma afirmat explica explicat assegura assegurat afegeix afegit segons recorda escriu conclou",
    "af": "sê gesê vertel skryf aldus voeg volgens verduidelik",
    "zu": "kusho usho utshele utshilo wathi uthe kubeka eqhuba",
    "xh": "utshilo wathi uthe utsho kusho uxelele",
    "sw": "alisema anasema aliongeza alieleza amesema",
}  # fmt: skip
_SPEAKING_WORDS = {language: frozenset(words.split()) for language, words in _SPEAKING.items()}
_SPEAKING_WORDS["nb"] = _SPEAKING_WORDS["nn"] = _SPEAKING_WORDS["no"]

#: Languages that set a comma, or the stop of a few quoted words, before the closing mark.
_COMMA_INSIDE = frozenset("en id ms tr ko zu xh st tn af tl fil sw cs sk sl".split())
_STOP_INSIDE = frozenset("en id ms tr ko zu xh st tn af tl fil sw".split())
#: Those that set even the full stop of a quoted sentence behind it.
_STOP_BEHIND = frozenset("ru uk be bg mk pl es ca gl it el ro lt lv hr sr bs sl".split())

#: Behind these, a capital begins a quoted sentence.
_BEFORE_SENTENCE = ("", ".", ":", "!", "?", "…")


class Habits:
    """What a document shows of its words and ways, found out when it is first asked."""

    def __init__(self, document: Document) -> None:
        self.language = document.language
        self.code = (self.language or "").split("-")[0]
        self.speaking = _SPEAKING_WORDS.get(self.code, frozenset())
        self._texts = [block.text for block in texts(document)]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the document."""
        return frozenset(word for text in self._texts for word in _ANY_WORD.findall(text))

    def speaks(self, words: Sequence[str]) -> bool:
        """Whether one of the words, in lower case, says that someone speaks."""
        return not self.speaking.isdisjoint(words)

    def binds(self, word: str) -> bool:
        """Whether the word, in lower case, is one that every text of the language has."""
        bound = function_words("no" if self.code in ("nb", "nn") else self.code)
        return bound is not None and word in bound

    def is_inside(self, mark: str, text: str, opening: int, inner: int) -> bool:
        """Whether the comma or stop stands before the closing mark of the quotation.

        Its opening mark stands at `opening`, its words from `inner` on. The document's own
        quotations tell, else the custom of its language.
        """
        kind = _kind(mark, text, opening, inner)
        inside, behind = self._orders[kind, True], self._orders[kind, False]
        if inside + behind and max(inside, behind) >= 2 * min(inside, behind):
            return inside > behind
        if kind == ",":
            return self.code in _COMMA_INSIDE or not self.code
        if kind == "sentence":
            return self.code not in _STOP_BEHIND
        return self.code in _STOP_INSIDE or not self.code

    @cached_property
    def _orders(self) -> Counter[tuple[str, bool]]:
        """How often a comma or stop stands before (true) or behind a closing mark, by its kind."""
        orders: Counter[tuple[str, bool]] = Counter()
        for text in self._texts:
            double = [token for token in tokens(text) if token.glyph not in "’‘‚‹›"]
            for first, last in zip(double, double[1:], strict=False):
                if not opens(first) or opens(last):
                    continue
                inner = text[first.end : last.start].rstrip()
                if inner[-1:] in (",", "."):
                    orders[_kind(inner[-1], text, first.start, first.end), True] += 1
                elif text[last.end : last.end + 1] in (",", "."):
                    orders[_kind(text[last.end], text, first.start, first.end), False] += 1
        return orders


def _kind(mark: str, text: str, opening: int, inner: int) -> str:
    if mark == ",":
        return mark
    first = text[inner : inner + 8].lstrip("[(¿¡'‘’ \u00a0\u202f")[:1]
    before = text[max(0, opening - 8) : opening].rstrip()[-1:]
    return "sentence" if first.isupper() and before in _BEFORE_SENTENCE else "words"
