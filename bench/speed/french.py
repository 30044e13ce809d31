"""The tables of the benchmarks in French, for the pages that stand beside the English ones: the same figures, so that nobody copies one by hand."""

from __future__ import annotations

import re

WORDS = {
    "Seconds of processor / of wall, and their ratios.": "Secondes de processeur / de montre, et leurs rapports.",
    "file closed → new page answered": "fichier fermé → nouvelle page donnée",
    "first page after start": "première page après le départ",
    "its memory (PSS of all processes)": "sa mémoire (PSS de tous les processus)",
    "its store, × its output": "ce qu'il garde, × son résultat",
    "its output": "son résultat",
    "nothing changed": "rien n'a changé",
    "one chapter": "un chapitre",
    "one message": "une traduction",
    "one template": "un modèle",
    "one sentence": "une phrase",
    "shipped site with its PDFs": "site de ce dépôt avec ses PDF",
    "shipped site": "site de ce dépôt",
    "power of the size": "puissance de la taille",
    "processor time of all": "temps de processeur de tout",
    "wants a larger --scale": "demande un --scale plus grand",
    "files written": "fichiers écrits",
    "first paint": "premier affichage",
    "largest paint": "plus grand affichage",
    "on its way": "en chemin",
    "requests": "requêtes",
    "growth": "croissance",
    "serve": "serve",
    "pages": "pages",
    "page": "page",
    "cold": "à froid",
    "case": "cas",
    "must": "à tenir",
    "aim": "visé",
    "met": "tenu",
    "yes": "oui",
    "no": "non",
    "cores": "cœurs",
    "load": "charge",
    "before": "avant",
    "after": "après",
}
_CODE = re.compile(r"(`[^`\n]*`)")
_WORD = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in WORDS))  # the longer ones stand first
_SIGN = re.compile(r"(?<=\S)(?=[:;] )")  # a narrow space stands before it
_NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?![\w.])")


def in_french(text: str) -> str:
    """What a benchmark writes, with its words and, in the rows of its table, its numbers in French; what stands between back-ticks is as it was."""
    return "\n".join(_line(line) for line in text.splitlines())


def _line(line: str) -> str:
    parts = _CODE.split(line)
    parts[::2] = [_SIGN.sub("\u202f", _WORD.sub(lambda word: WORDS[word[0]], part)) for part in parts[::2]]
    if line.startswith("|"):
        parts[::2] = [_NUMBER.sub(_number, part).replace(" MB", " Mo").replace(" kB", " ko") for part in parts[::2]]
    return "".join(parts)


def _number(found: re.Match[str]) -> str:
    return found[0].replace(",", "\u202f").replace(".", ",")
