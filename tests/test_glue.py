"""Where `fix_glue` puts a space and where it leaves well alone: `|` marks the places.

All sentences are invented. A tall list of short ones, as one mark in the wrong place
spoils an article.
"""

from __future__ import annotations

import pytest

from cleanarticle.cleaners.glue import fix_glue
from cleanarticle.model import blocks

#: (language, text with `|` where a space was lost)
LOST = [
    # sentences
    ("en", "The crew left the harbour.|Then the ferry sank in the bay."),
    ("en", "Who had seen the ferry?|Nobody in the harbour knew."),
    ("en", "The ferry is back!|The whole town came to see it."),
    ("en", "He waited for the boat…|Then he walked home alone."),
    ("en", "He waited for the boat...|Then he walked home alone."),
    ("en", "The sea was calm and I went home.|I slept until noon."),
    ("en", "The sea was calm when he came home.|A man stood at the door."),
    ("en", "The council passed the law.|NATO said nothing about it."),
    ("en", "The ferry was built for the harbour in Vessby.|Then she sailed for years."),
    ("en", "The harbour is part of the EU.|The crew is not happy with that."),
    ("en", "The ferry was built in 2020.|The crew came a year later."),
    ("en", "A ticket to the island is $5.|The bus is free."),
    ("en", "Fares rose by 5%.|The crew got nothing of it."),
    ("en", "She came in her husband's.|It was late."),
    ("en", "They sailed at 5 p.m.|The ferry was late."),
    ("en", "He sails for the U.S.|The crew of the ferry does not."),
    ("en", "Some say so (as in 2020).|The others do not."),
    ("en", "She said no.|(The crew had left.)"),
    ("de", "Die Fähre sank vor der Stadt.|Der Rat der Stadt tagte."),
    ("de", "Der Hafen liegt in der Stadt Vessby.|Bürgermeister Olaf Lund schwieg."),
    ("fr", "Le bateau est parti à l’aube.|Éric Morel l’a vu partir."),
    ("fr", "Qui l’a vu partir ?|Personne ne le sait."),
    ("es", "El barco zarpó de la región.|Y luego volvió al puerto."),
    ("es", "Nadie lo dijo.|¿Por qué calló el alcalde?"),
    ("es", "Nadie lo supo,|¿verdad?"),
    ("pl", "Prom odpłynął z portu.|Żaden pasażer nie został."),
    ("ru", "Паром ушёл.|Команда осталась на берегу."),
    ("ru", "Паром вернулся!|Его ждали весь день."),
    ("el", "Το πλοίο έφυγε.|Η πόλη κοιμόταν."),
    ("hy", "Նավը մեկնեց։|Քաղաքը քնած էր։"),
    ("ko", "배가 항구를 떠났다.|선원들은 남았다."),
    ("hi", "नाव चली गई।|लोग घर लौटे।"),
    ("ar", "غادرت السفينة الميناء،|وبقي الركاب."),
    ("ar", "متى غادرت السفينة؟|لا أحد يعلم."),
    # quotations
    ("en", "“The ferry is gone.”|Then the mayor left."),
    ("en", "“The ferry is gone,”|he said."),
    ("en", "“Is the ferry gone?”|he asked."),
    ("en", "“The ferry”|he said and left. Then he came back."),
    ("en", "The mayor said:|“Yes.”"),
    ("en", "The mayor said,|“Yes.”"),
    ("en", "The mayor left.|“Yes,” said the crew."),
    ("en", "The mayor said|“Yes” to the crew."),
    ("en", '"The ferry is gone."|Then the mayor left.'),
    ("en", 'The mayor said:|"Yes." The crew said: "No."'),
    ("de", "„Die Fähre ist weg.“|Dann ging der Bürgermeister."),
    ("de", "Der Rat sagte:|„Ja.“"),
    ("de", "„Die Fähre ist weg“,|sagte der Rat."),
    ("fr", "« Le bateau est parti. »|Puis le maire est sorti."),
    ("sv", "”Färjan är borta.”|Sedan gick han."),
    ("it", "Il sindaco disse:|«Sì»."),
    # clauses
    ("en", "The crew left one ferry,|two buses and a tram."),
    ("en", "The ferry sank;|nobody was hurt."),
    ("en", "The mayor of the small harbour said this:|Yes, the ferry is gone."),
    ("en", "The crew wants two things of the mayor:|money and time."),
    ("en", "In May 2019,|when the ferry sank, he was there."),
    ("en", "She came on May 5,|2020 and left."),
    ("en", "The bank (an old one),|which he owned, failed."),
    ("he", "הספינה הפליגה,|והעיר ישנה."),
    # brackets
    ("en", "The ferry (built in Vessby)|sank in the bay."),
    ("en", "The Harbour Union (HU)|said no."),
    ("en", "The old ferry was built in the harbour|(as were all the others)."),
    ("en", "The crew of the old ferry is in the Harbour Union|(HU), which said no."),
    ("en", "The ferry sank in a storm|(2020)."),
]

LEFT_ALONE = [
    ("en", "See example.com, bbc.co.uk, Booking.com, Example.Com and harbour.Org today."),
    ("en", "Open report.Pdf, index.Html and setup.exe in the folder of the ferry."),
    ("en", "It is v2.Beta, version 1.2.3, 3.5 or 10,000 at 10:30."),
    ("en", "He uses Node.js, ASP.NET, VB.Net and Vue.js for the site."),
    (
        "en",
        "J.K. Rowling, J.K.Rowling, P.T.Barnum and the U.S.A. met e.g. on a ferry, i.e. at sea.",
    ),
    ("en", "She has a Ph.D. and a Ph.D in boats from St.Gallen and met Mr.Smith and Dr.Lee."),
    ("en", "The band will.i.am, Ke$ha and Yahoo!Mail users came."),
    ("en", "At 5 p.m. the a.m. shift left No.5 and p.12 behind."),
    ("en", "Write to @ann.Lee, ann.lee@Harbour.example or #ferry.Now for more."),
    ("en", "The class java.util.List and System.out of the text."),
    ("en", "The ferry sank…and so on, and on...and on."),
    ("en", "So…he left…And then he came…But why?"),
    ("en", "…and so on. ...and so on."),
    ("en", "It holds 1,5 or 10,000 of 2,345,678; John 3:16 and Mt 5:3-4."),
    ("en", "See https://harbour.example/a.B,c;d:e?F=G and ftp://a.B for the rest."),
    ("en", "The call std::vector and mailto:Ann of the text."),
    ("en", "So happy :D and sad :( and so :P on the ferry today."),
    ("en", "TL;DR the ferry sank and nobody of the crew was hurt."),
    ("en", "Tags: one,two,three,four,five"),
    ("en", "The (un)happy crew's member(s), the (re)build and (s)he of it."),
    ("en", "They call “A”s and ‘B’s what the “un”happy crew wrote."),
    ("en", "Visit Fin.Link or Maui.Gtk, an old project of the harbour."),
    ("en", "Fin.Link is an old project of the people of the harbour."),
    ("en", "It don¿t work and it isn¿t right."),
    ("en", "1.Introduction"),
    ("en", "A 6\"x4\" print and 5'x3' of the ferry."),
    ("en", "Don't say 'tis or rock'n'roll, it's the '90s."),
    ("de", "Die Lehrer:innen und die Schüler:in kommen z.B. am 3.5. d.h. bald um 10.30 Uhr."),
    ("de", "„Nachhaltigkeits“politik ist Nr.5 auf S.12 im (Bundes)tag."),
    ("de", "Er kostet 1.000,50 Euro, u.a. für die Stadt usw."),
    ("fi", "EU:n ja USA:ssa sekä Nato:lla on kl.10 kokous satamassa tänään kello kaksi."),
    ("sv", "EU:s och SVT:s tåg går kl.10 från S:t Eriksplan varje dag i veckan."),
    ("tr", "“Ev”de ve “Hürriyet”in haberi dün 10.30'da çıktı."),
    ("ru", "Он живёт в г.Москва, т.е. на ул.Ленина, и т.д."),
    ("fr", "« Non ! » dit-elle ; il partit : c’était tout, l’« affaire » finie."),
    ("es", "¿Qué? ¡No! (¿Por qué?) «¿Cuándo?» —¿Dónde?"),
    ("zh", "渡轮停航。船员说：“不”。他走了,她留下."),
    ("ja", "雨が降った。町長は黙った。「はい」と言った,そして."),
    ("th", "เรือออกแล้ว.เขากลับบ้าน"),
    ("ko", "사과,배,감을 샀다. “우리는”고 말했다. 세계보건기구(WHO)는 답했다."),
    ("ar", "د.محمد في أ.ف.ب. قال ١،٥."),
    ("", "what they are.serious consequences of it"),
]


def places(language: str, text: str) -> list[int]:
    return [edit.start for edit in fix_glue(blocks(text, language=language or None))]


@pytest.mark.parametrize(("language", "text"), LOST, ids=[text for _, text in LOST])
def test_a_lost_space_comes_back(language: str, text: str) -> None:
    at = text.index("|")
    assert places(language, text.replace("|", "")) == [at]
    assert places(language, text.replace("|", " ")) == []


@pytest.mark.parametrize(("language", "text"), LEFT_ALONE, ids=[text for _, text in LEFT_ALONE])
def test_left_alone(language: str, text: str) -> None:
    assert places(language, text) == []


def test_a_text_that_shows_code_is_left_alone() -> None:
    code = ("import os", "x = os.Path(1);", "def run(a):", "Call file.Close here.Then stop.")
    assert not list(fix_glue(blocks(*code)))


def test_dots_glued_throughout_are_the_writers_own() -> None:
    lines = blocks("He left...and came back.", "She stayed...Then she left.")
    assert not list(fix_glue(lines))


def test_a_name_that_recurs_is_no_scar() -> None:
    known = "The crew and the link of it. "
    lines = blocks(
        f"{known}They met the people of Fin.Link there.", "It was Fin.Link that the crew liked."
    )
    assert not list(fix_glue(lines))
