"""Notices of forms, banners and newsletters in many languages: they go, and the prose beside them stays."""

from __future__ import annotations

import pytest

from cleanarticle import clean
from cleanarticle.vocabulary import match

PROSE = {
    "de": (
        "Die alte Fähre legte am Morgen ab, und am Kai wusste niemand, wann sie wiederkommen würde.",
        "Der Bürgermeister sagte, viele Leute läsen keinen Newsletter mehr, sie folgten lieber dem Wetter.",
        "Am Abend kam das Schiff mit vierzig Kisten Äpfeln zurück, und die Kinder zählten die Möwen.",
    ),
    "fr": (
        "Le vieux bac a quitté le port avant l'aube, et personne ne savait quand il reviendrait.",
        "Le maire a raconté que la newsletter de la ville n'avait plus que trois lecteurs, tous retraités.",
        "Le soir, le bateau est rentré avec quarante caisses de pommes et un piano pour l'école.",
    ),
    "es": (
        "El viejo transbordador salió del puerto antes del alba y nadie sabía cuándo volvería.",
        "El alcalde contó que el boletín del pueblo ya no tenía más que tres lectores, todos jubilados.",
        "Por la tarde el barco regresó con cuarenta cajas de manzanas y un piano para la escuela.",
    ),
    "it": (
        "Il vecchio traghetto lasciò il porto prima dell'alba e nessuno sapeva quando sarebbe tornato.",
        "Il sindaco raccontò che la newsletter del paese aveva ormai tre lettori, tutti pensionati.",
        "La sera la nave rientrò con quaranta casse di mele e un pianoforte per la scuola.",
    ),
    "pt": (
        "A velha balsa deixou o porto antes do amanhecer e ninguém sabia quando voltaria.",
        "O prefeito contou que a newsletter da cidade já não tinha mais que três leitores, todos aposentados.",
        "À tarde o barco voltou com quarenta caixas de maçãs e um piano para a escola.",
    ),
    "nl": (
        "De oude veerboot verliet de haven voor zonsopgang en niemand wist wanneer hij terug zou komen.",
        "De burgemeester vertelde dat de nieuwsbrief van het dorp nog maar drie lezers had, allen op leeftijd.",
        "Tegen de avond keerde het schip terug met veertig kisten appels en een piano voor de school.",
    ),
    "pl": (
        "Stary prom opuścił port przed świtem i nikt nie wiedział, kiedy wróci na przystań.",
        "Burmistrz opowiadał, że newsletter miasta ma już tylko trzech czytelników, samych emerytów.",
        "Wieczorem statek wrócił z czterdziestoma skrzyniami jabłek i pianinem dla szkoły.",
    ),
    "cs": (
        "Starý přívoz vyplul z přístavu před úsvitem a nikdo nevěděl, kdy se vrátí zpátky.",
        "Starosta vyprávěl, že newsletter města mají už jen tři čtenáři, samí důchodci.",
        "Večer se loď vrátila se čtyřiceti bednami jablek a klavírem pro školu.",
    ),
    "ru": (
        "Старый паром вышел из гавани до рассвета, и никто не знал, когда он вернётся обратно.",
        "Мэр рассказывал, что рассылку города читают всего три человека, и все они пенсионеры.",
        "Вечером судно вернулось с сорока ящиками яблок и с пианино для сельской школы.",
    ),
    "sv": (
        "Den gamla färjan lämnade hamnen före gryningen och ingen visste när den skulle komma tillbaka.",
        "Borgmästaren berättade att stadens nyhetsbrev bara hade tre läsare kvar, alla pensionärer.",
        "På kvällen kom båten tillbaka med fyrtio lådor äpplen och ett piano till skolan.",
    ),
    "da": (
        "Den gamle færge forlod havnen før daggry, og ingen vidste, hvornår den ville komme tilbage.",
        "Borgmesteren fortalte, at byens nyhedsbrev kun havde tre læsere tilbage, alle pensionister.",
        "Om aftenen kom båden tilbage med fyrre kasser æbler og et klaver til skolen.",
    ),
    "fi": (
        "Vanha lautta lähti satamasta ennen aamunkoittoa, eikä kukaan tiennyt, milloin se palaisi.",
        "Pormestari kertoi, että kaupungin uutiskirjeellä oli enää kolme lukijaa, kaikki eläkeläisiä.",
        "Illalla laiva palasi mukanaan neljäkymmentä laatikkoa omenoita ja piano koululle.",
    ),
    "hu": (
        "Az öreg komp hajnal előtt hagyta el a kikötőt, és senki sem tudta, mikor tér vissza.",
        "A polgármester elmesélte, hogy a város hírlevelének már csak három olvasója van, mind nyugdíjas.",
        "Este a hajó negyven láda almával és az iskolának szánt zongorával tért vissza.",
    ),
    "zh": (
        "老渡船天亮前就离开了港口，码头上没有人知道它什么时候才会回来。",
        "镇长说，镇上的电子通讯如今只剩下三位读者，而且都是退休的老人家。",
        "傍晚时分，船载着四十箱苹果和一架送给学校的钢琴回到了港口。",
    ),
    "ko": (
        "낡은 나룻배는 동이 트기 전에 항구를 떠났고, 언제 돌아올지 아는 사람은 아무도 없었다.",
        "읍장은 마을 뉴스레터를 읽는 사람이 이제 세 명뿐이고 모두 은퇴한 노인이라고 말했다.",
        "저녁이 되자 배는 사과 마흔 상자와 학교에 줄 피아노를 싣고 돌아왔다.",
    ),
}

NOTICES = {
    "de": (
        ("Abonnieren Sie jetzt unseren kostenlosen Newsletter und lesen Sie mehr.", "promo"),
        ("Mit dem Absenden stimmen Sie unseren Bedingungen zu.", "legal"),
        ("Verwendung reduzierter Daten zur Auswahl von Werbeanzeigen.", "consent"),
        ("Du musst dich einloggen oder registrieren, um hier zu antworten.", "comment_form"),
        ("JavaScript ist deaktiviert. Bitte schalte es ein.", "embed"),
    ),
    "fr": (
        ("Inscrivez-vous à notre newsletter du dimanche", "promo"),
        ("En cliquant sur ce bouton, vous acceptez nos conditions.", "legal"),
        ("Les cookies statistiques aident les propriétaires du site.", "consent"),
        ("Vous devez vous connecter ou vous inscrire pour répondre ici.", "comment_form"),
        ("Merci pour votre retour !", "counter"),
    ),
    "es": (
        ("Recibe las mejores historias en tu correo cada lunes", "promo"),
        ("Al hacer clic en el botón aceptas nuestras condiciones.", "legal"),
        ("Crear perfiles para publicidad personalizada", "consent"),
        ("Debes iniciar sesión o registrarte para responder aquí.", "comment_form"),
        ("¿Olvidaste tu contraseña?", "paywall"),
    ),
    "it": (
        ("Iscriviti alla nostra newsletter settimanale", "promo"),
        ("Cliccando su invia accetti le nostre condizioni.", "legal"),
        ("I cookie statistici aiutano i proprietari del sito.", "consent"),
        ("Devi accedere o registrarti per poter rispondere.", "comment_form"),
        ("JavaScript è disabilitato. Riattivalo per continuare.", "embed"),
    ),
    "pt": (
        ("Receba as melhores histórias no seu e-mail toda segunda", "promo"),
        ("Ao clicar em enviar você concorda com as condições.", "legal"),
        ("Criar perfis para publicidade personalizada", "consent"),
        ("Esqueceu a senha?", "paywall"),
    ),
    "nl": (
        ("Schrijf je in voor onze gratis nieuwsbrief", "promo"),
        ("Ik ga akkoord met de privacyverklaring van de winkel.", "legal"),
        ("Statistische cookies helpen eigenaren van de site.", "consent"),
        ("Je moet inloggen of registreren om hier te reageren.", "comment_form"),
        ("Je gebruikt een verouderde webbrowser. Kies een nieuwe.", "embed"),
    ),
    "pl": (
        ("Zapisz się do naszego niedzielnego newslettera", "promo"),
        ("Wyrażam zgodę na przetwarzanie moich danych osobowych.", "legal"),
        ("Użycie dokładnych danych geolokalizacyjnych", "consent"),
        ("Używasz przestarzałej przeglądarki. Wybierz nową.", "embed"),
    ),
    "cs": (
        ("Odebírejte náš nedělní newsletter", "promo"),
        ("Odesláním formuláře souhlasíte s podmínkami.", "legal"),
        ("Marketingové cookies jsou používány pro sledování čtenářů.", "consent"),
        ("Zapomněli jste heslo?", "paywall"),
    ),
    "ru": (
        ("Подписывайтесь на наш новый канал в Telegram", "promo"),
        ("Нажимая на кнопку внизу вы соглашаетесь с условиями.", "legal"),
        ("Продолжая использовать сайт, вы принимаете наши правила.", "consent"),
        ("Вы используете устаревший браузер. Выберите новый.", "embed"),
    ),
    "sv": (
        ("Anmäl dig till vårt kostnadsfria nyhetsbrev", "promo"),
        ("Dessa cookies är nödvändiga för att webbplatsen ska gå.", "consent"),
        ("Du måste logga in eller registrera dig för att svara här.", "comment_form"),
        ("Glömt lösenord?", "paywall"),
    ),
    "da": (
        ("Abonner på vores nyhedsbrev om søndagen", "promo"),
        ("Nødvendige cookies hjælper med at gøre siden nyttig.", "consent"),
        ("Du bruger en forældet browser. Vælg en ny.", "embed"),
        ("Har du glemt din adgangskode?", "paywall"),
    ),
    "fi": (
        ("Tilaa ilmainen uutiskirje ja lue lisää", "promo"),
        ("Käytät vanhentunutta selainta. Valitse uusi.", "embed"),
        ("Unohditko salasanasi?", "paywall"),
        ("Kiitos palautteestasi!", "counter"),
    ),
    "hu": (
        ("Iratkozz fel a vasárnapi hírlevelünkre", "promo"),
        ("Elavult böngészőt használ. Válasszon újat.", "embed"),
        ("Elfelejtett jelszó?", "paywall"),
        ("Köszönjük a visszajelzést!", "counter"),
    ),
    "zh": (
        ("订阅我们的每周电子通讯", "promo"),
        ("点击按钮即表示您同意本报的隐私政策。", "legal"),
        ("通过授权这些第三方服务，您接受本站的做法。", "consent"),
        ("感谢您的建议！", "counter"),
    ),
    "ko": (
        ("뉴스레터를 무료로 구독하세요", "promo"),
        ("이러한 제3자 서비스를 허용함으로써 방침을 받아들입니다.", "consent"),
        ("비밀번호를 잊으셨나요?", "paywall"),
        ("의견을 보내주셔서 감사해요!", "counter"),
    ),
}


@pytest.mark.parametrize("language", PROSE)
def test_notices_go_and_prose_stays(language: str) -> None:
    """A promo and a row of other notices, between paragraphs that speak of such things."""
    prose, notices = PROSE[language], NOTICES[language]
    lines = [prose[0], notices[0][0], prose[1], *(text for text, _ in notices[1:]), prose[2]]
    article = clean("\n\n".join(lines), language=language)
    reasons = {change.before.strip(): str(change.reason) for change in article.changes}
    assert {text: reasons.get(text) for text, _ in notices} == dict(notices)
    assert all(paragraph in article.text for paragraph in prose)


def test_star_in_a_script_without_spaces_spans_one_sentence() -> None:
    assert "legal" in {found.family for found in match("登录即表示您同意我们最新的隐私政策")}
    assert "legal" not in {found.family for found in match("点头即表示您同意。村里没有隐私政策")}


def test_star_in_a_script_without_spaces_stands_for_something() -> None:
    assert "promo" not in {found.family for found in match("订阅我们的通讯录很旧，邻居说。")}
