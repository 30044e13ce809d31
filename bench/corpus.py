"""A site of 4,000 messages, and edits of a fifth of them: sentences made from a small grammar, always the same.

Other languages say the same in words of their script that nobody knows.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

LANGUAGES = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka")
LETTERS = {
    "en": "abcdefghijklmnoprstuvwy", "ar": "ابتثجحدرزسشصطعغفقكلمنهوي", "prs": "ابپتجچحدرزسشطعغفقکگلمنوهی", "ps": "ابپتټجچحدډرړزسشښطعغفقکګلمنوهی",
    "ti": "ሀለሐመሰረሸቀበተነአከወዘየደገጠፈ", "uk": "абвгдежзиіїклмнопрстуфхцчшщюя", "ru": "абвгдежзиклмнопрстуфхцчшщыюя", "sq": "abcçdeëfghijklmnopqrstuvxyz", "ka": "აბგდევზთიკლმნოპრსტუფქღყშჩცძწჭხ",
}  # fmt: skip
_WORD = re.compile(r"\w+")

WHO = "vous|le médecin|la préfecture|l'assistante sociale|votre enfant|un interprète|l'avocate|la mairie|le collège|une bénévole|l'hôpital|la banque".split(
    "|"
)
DOES = (
    "demande|reçoit|garde|signe|envoie|montre|explique|vérifie|prépare|refuse|accepte|traduit|apporte|cherche|remplit|oublie".split(
        "|"
    )
)
WHAT = (
    "le formulaire|une lettre recommandée|l'attestation de demande d'asile|la carte de santé|le passeport|un rendez-vous gratuit|"
    "la décision écrite|le récépissé|une photo d'identité|le contrat de travail|la facture d'électricité|l'acte de naissance|le dossier complet"
).split("|")
WHERE = "au guichet unique|à l'accueil|dans le bureau du fond|à la bibliothèque|près de la gare|au premier étage|dans votre quartier|à l'école".split(
    "|"
)
WHEN = "le lundi matin|avant la fin du mois|chaque semaine|dès votre arrivée|pendant les vacances|après la réponse|sans attendre|tous les soirs".split(
    "|"
)
WHY = (
    "parce que le délai est court|pour ne rien perdre|afin de prouver votre adresse|car la loi le demande|pour recevoir une aide|"
    "si vous n'avez pas de logement|quand la situation change|même sans papiers|avec un ami qui parle français"
).split("|")
MORE = "vélo|toit|pain|clé|neige|marché|montagne|rivière|téléphone|fenêtre|voisine|jardin|cuisine|chaussure|musique|atelier|chantier|tramway".split(
    "|"
)


def sentence(chance: random.Random) -> str:
    what = chance.choice(WHAT)
    if chance.random() < 0.25:  # as authors do: a word in bold, a link
        what = f"**{what}**" if chance.random() < 0.7 else f"[{what}](https://exemple.fr/aide)"
    parts = [chance.choice(WHO), chance.choice(DOES), what]
    parts += [chance.choice(part) for part in (WHERE, WHEN, WHY) if chance.random() < 0.6]
    text = " ".join(parts + [chance.choice(MORE) for _ in range(chance.randint(0, 2))])
    return text[0].upper() + text[1:] + "."


def messages(count: int = 4000, seed: int = 1) -> list[str]:
    """Sentences, all different; a tenth are short, as headings and cells are."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        text = sentence(chance)
        found[text if chance.random() > 0.1 else " ".join(text.split()[:5])] = None
    return list(found)


def edited(texts: list[str], share: float, seed: int = 2) -> list[str]:
    """The same messages in order, a share of them changed by one to three words."""
    chance = random.Random(seed)
    chosen = set(chance.sample(range(len(texts)), int(share * len(texts))))
    return [edit(text, chance) if number in chosen else text for number, text in enumerate(texts)]


def edit(text: str, chance: random.Random) -> str:
    words = text.split()
    for _ in range(chance.randint(1, min(3, len(words) // 3 or 1))):
        at = chance.randrange(len(words))
        match chance.randrange(3):
            case 0:
                words[at] = chance.choice(MORE)
            case 1:
                words.insert(at, chance.choice(MORE))
            case _ if len(words) > 3:
                del words[at]
            case _:
                words.append(chance.choice(MORE))
    return " ".join(words)


def site(folder: Path, texts: list[str], per_chapter: int = 25) -> list[Path]:
    """A site folder whose chapters hold the messages; gives the chapters."""
    base = folder / "content/booklets/01-banc"
    base.mkdir(parents=True)
    (folder / "content/site.yaml").write_text(
        "livret: 1\nname: Banc\ntagline: Banc\nurl: https://livret.example\nlanguage: fr\nlanguages: [fr, ar]\n"
        "publisher: {name: Banc}\nhost: {name: Banc}\n",
        encoding="utf-8",
    )
    (base / "booklet.yaml").write_text("title: Banc d'essai\nsummary: Mesures.\n", encoding="utf-8")
    chapters = []
    for number in range(0, len(texts), per_chapter):
        lines = [f"# Chapitre {number}\n"]
        for at, text in enumerate(texts[number : number + per_chapter]):
            lines.append(f"- {text}\n" if at % 3 == 1 else f"## {text}\n" if at % 7 == 0 else f"{text}\n")
        path = base / f"{number // per_chapter + 1:03}-chapitre{number}.md"
        path.write_text("\n".join(lines), encoding="utf-8")
        chapters.append(path)
    return chapters


def coined(count: int, seed: int = 3) -> list[str]:
    """Words that look French and that no dictionary has, all different."""
    chance = random.Random(seed)
    syllables = [start + vowel for start in "b c d f g l m n p r s t v ch gr pl tr".split() for vowel in "a e i o u ou an".split()]
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(syllables, k=chance.randint(2, 4)))] = None
    return list(found)


@cache
def translated(text: str, tag: str) -> str:
    """The text in words of another script: one word for each, always the same, as long as its own."""
    return text if tag == "fr" else _WORD.sub(lambda found: _word(found[0], tag), text)


@cache
def _word(word: str, tag: str) -> str:
    chance = random.Random(f"{tag} {word.lower()}")
    made = "".join(chance.choice(LETTERS[tag]) for _ in word)
    return made.capitalize() if word[0].isupper() else made
