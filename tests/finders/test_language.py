"""The language of a text, in languages that the word model does not know or that a script tells."""

from __future__ import annotations

import py3langid
import pytest

from cleanarticle.finders.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ਪਿੰਡ ਦੀ ਪਹਿਲੀ ਲਾਇਬ੍ਰੇਰੀ ਐਤਵਾਰ ਨੂੰ ਖੁੱਲ੍ਹ ਗਈ।", "pa"),
        ("Qishloqning birinchi kutubxonasi yakshanba kuni ochildi va o‘quvchilar yig‘ildi.", "uz"),
        (
            "The O'Briens of O'Connell Street sailed at noon, and nobody on the quay saw them go.",
            "en",
        ),
        (
            "Le maire a dit qu’il n’y aurait plus de bac avant l’été, et personne n’a protesté.",
            "fr",
        ),
        # half of it is code, and a letter of Chinese is a word
        (
            "先设置代理：git config --global http.proxy http://quay.example:8087 然后重新克隆仓库就可以了",
            "zh",
        ),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language


ENGLISH = (
    "The ferry to the islands did not sail on Tuesday, and nobody on the quay could say when it would. "
    "They had waited since six, with two hundred loaves for the north village."
)
ZULU = (
    "Umkhumbi awuphumanga ngoLwesibili, futhi akekho osesikhumulweni owayazi ukuthi uzohamba nini. "
    "Abantu balinde kusukela ngo-6 ekuseni benezinkwa ezingamakhulu amabili zesigodi saseNyakatho."
)


def test_english_is_told_without_the_word_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> tuple[str, float]:
        raise AssertionError(f"asked about {text!r}")

    monkeypatch.setattr(py3langid, "classify", refuse)
    assert detect_language(ENGLISH) == "en"
    with pytest.raises(AssertionError, match="asked about"):
        detect_language(ZULU)


def test_a_text_with_an_english_sentence_is_none_in_english() -> None:
    assert detect_language(f"{ZULU} {ENGLISH[:97]} {ZULU}") == "zu"
