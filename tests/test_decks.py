"""Decks: a sentence without a full stop between the title and the first paragraph stays. The text is invented."""

from __future__ import annotations

from cleanarticle import clean

TITLE = "Matej Hronec: Návrat jarabín a perspektíva alejí v mestách"
DECK = (
    "Dňa 21. septembra 2016 sa v Žiline konalo stretnutie mestských záhradníkov. Napriek tomu, že obsah rokovania "
    "nebol verejný, je zrejmé, že kľúčovým bodom boli jarabiny, ktoré znášajú sucho lepšie než lipy"
)
PROSE = (
    "Lipy v mestách starnú a po troch suchých rokoch ich treba rúbať po desiatkach. Preto sa treba zaoberať "
    "otázkou, čo sadiť namiesto nich a kto sa o mladé stromy postará.",
    "Únik vody z pôdy spôsobila najmä dlažba, ktorá siaha až ku kmeňu. Korene sa dusia a koruna presychá od "
    "vrcholu, takže strom po desiatich rokoch nikomu netieni.",
    "Jarabina naopak vystačí s metrom štvorcovým voľnej zeme. Jej plody navyše živia drozdy až do februára.",
)
DAY = "Žilina 29. septembra 2016 (PZ/Foto: Facebook)"
PICTURES = ("Ilustračné foto", "Ilustračné foto")
FRAME = (
    "Reklama",
    "Prečítajte si tiež:",
    "Prečo z námestia zmizla fontána",
    "Staňte sa naším podporovateľom",
    "Facebook Twitter Telegram",
    "Varovanie",
)


def test_a_deck_without_a_full_stop_stays() -> None:
    article = clean("\n\n".join((TITLE, TITLE, DAY, DECK, *PICTURES, *PROSE, *FRAME)))
    assert article.title == TITLE
    assert article.text == "\n\n".join((DECK, *PROSE))
