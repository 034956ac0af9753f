"""The language of a text, in languages that the word model does not know or that a script tells."""

from __future__ import annotations

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
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language
