"""Syllables as they are spoken, sentences as they are written, and a score that knows easy from hard."""

from __future__ import annotations

import pytest

from livret.phrases.readability import Readability, of, syllables_of

SPOKEN = {
    1: "centre droits vous qui que les le une rue vie aide aident parlent mangent langue œuvre août quatre jour france",
    2: "bureau créer demande asile gratuit guichet payer voyage naïf maïs école urgence argent enfant police idée moment question santé",
    3: "préfecture téléphone logement appelez protection réunion océan documents numéro",
    4: "hébergement récépissé attestation",
}


@pytest.mark.parametrize(("count", "word"), [(count, word) for count, words in SPOKEN.items() for word in words.split()])
def test_syllables(count: int, word: str) -> None:
    assert syllables_of(word) == count


def test_words_and_sentences() -> None:
    assert of(["Appelez le 15. C'est gratuit !", "Urgences"]) == Readability(words=6, sentences=3, syllables=3 + 1 + 1 + 1 + 2 + 2)


def test_a_number_is_no_word_and_ends_no_sentence() -> None:
    measured = of(["Le prix est 6.80 € par jour, au +33 4 65 71 00 12."])
    assert (measured.words, measured.sentences) == (6, 1)


def test_nothing_is_easy() -> None:
    assert of([]).score == 100
    assert of(["15", ""]).words_a_sentence == 0


def test_the_formula() -> None:
    assert Readability(100, 10, 150).score == pytest.approx(207 - 10.15 - 110.4)


def test_easy_and_hard() -> None:
    easy = of(["Vous avez mal ? Allez à la pharmacie. C'est gratuit pour les enfants."])
    sentence = (
        "L'enregistrement de la demande de protection internationale nécessite préalablement la présentation personnelle auprès de la structure "
        "de premier accueil territorialement compétente, laquelle délivre une convocation déterminant les modalités administratives."
    )
    hard = of([sentence])
    assert easy.score > 80
    assert hard.score < 40
    assert hard.words_a_sentence > 25
