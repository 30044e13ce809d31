"""The signs of print: what a keyboard has becomes what a reader of each language knows, and nothing else of a text is another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livret.languages import language
from livret.model import Code, CrossLink, FactRef, Image, Inline, Link, Strong, Text
from livret.text.typography import keyed, shaped, typeset

N, S, A = "\u202f", "\u00a0", "\u2019"  # narrow no-break space, no-break space, apostrophe


@pytest.mark.parametrize(
    ("tag", "written", "shown"),
    [
        ("fr", "Qui appeler ?", f"Qui appeler{N}?"),
        ("fr", "Qui appeler?", f"Qui appeler{N}?"),
        ("fr", f"Qui{S}? «{S}Moi{S}»", f"Qui{S}? «{S}Moi{S}»"),
        ("fr", "Étape 1 : allez-y ; puis attendez !", f"Étape 1{N}: allez-y{N}; puis attendez{N}!"),
        ("fr", "A &amp; B ; C", f"A &amp; B{N}; C"),
        ("fr", "Vraiment ?!", f"Vraiment{N}?!"),
        ("fr", "(pourquoi ?)", f"(pourquoi{N}?)"),
        ("fr", "de 08:30 à 18:30", "de 08:30 à 18:30"),
        ("fr", "https://exemple.org/?a=b;c=l'eau", "https://exemple.org/?a=b;c=l'eau"),
        ("fr", "« oui » et «non»", f"«{N}oui{N}» et «{N}non{N}»"),
        ("fr", 'Dites "oui".', f"Dites «{N}oui{N}»."),
        ("fr", "l'asile d'abord, aujourd'hui", f"l{A}asile d{A}abord, aujourd{A}hui"),
        ("fr", "10 000 euros en 2026 150 fois", f"10{N}000 euros en 2026 150 fois"),
        ("fr", 'un écran de 5" et un de 7"', 'un écran de 5" et un de 7"'),
        ("en", "the refugees' rights, it's yours", f"the refugees{A} rights, it{A}s yours"),
        ("en", "say 'yes' twice", "say 'yes' twice"),
        ("en", 'Say "yes" : twice', f"Say “yes”{S}: twice"),
        ("en", "Open: 3", "Open: 3"),
        ("uk", 'м\'яч "так" !', f"м{A}яч «так»{S}!"),
        ("ar", 'قل "نعم" ؟', f"قل «نعم»{S}؟"),
        ("ti", "በል ።", f"በል{S}።"),
        ("ar", "محل « دبلن »، « نعم »", f"محل «{S}دبلن{S}»، «{S}نعم{S}»"),
        ("en", "Say: « délai », a « b", f"Say: «{S}délai{S}», a «{S}b"),
        ("ka", '"დიახ"', "„დიახ“"),
        ("de", '"ja"', "„ja“"),
        ("fr", 'il dit "oui', 'il dit "oui'),
        ("fr", "", ""),
        ("fr", "C'est faux:", f"C{A}est faux{N}:"),
        ("fr", "Il dit (???)", "Il dit (???)"),
        ("fr", "Il dit [?], « ?! » puis {!}", f"Il dit [?], «{N}?!{N}» puis {{!}}"),
        ("fr", "???", "???"),
        ("fr", "Quoi?!?... Non!!!, oui?…", f"Quoi{N}?!?... Non{N}!!!, oui{N}?…"),
        ("fr", "(vraiment?) [encore!]", f"(vraiment{N}?) [encore{N}!]"),
        ("fr", "à 14:30, 1:2, U-5:2 et 14:30!", f"à 14:30, 1:2, U-5:2 et 14:30{N}!"),
        ("fr", "sur https://x.example/? et www.x.example/a?", "sur https://x.example/? et www.x.example/a?"),
        ("fr", "Voir https://x.example/a : ici", f"Voir https://x.example/a{N}: ici"),
        ("fr", ":-) et ;-)", f":-) et{S};-)"),
        ("fr", "merci ;-)", "merci\u00a0;-)"),
    ],
)  # fmt: skip
def test_a_text_by_itself(tag: str, written: str, shown: str) -> None:
    assert typeset(written, tag) == shown
    assert typeset(shown, tag) == shown
    assert shaped((Text(written),), language(tag)) == (Text(shown),)


def test_marks_go_over_the_edges_of_nodes() -> None:
    nodes: tuple[Inline, ...] = (Text('"'), Strong((Text("l'eau"),)), Text("\" : d'"), FactRef("phone", "samu"), Text(" ?"))
    assert shaped(nodes, language("fr")) == (
        Text(f"«{N}"), Strong((Text(f"l{A}eau"),)), Text(f"{N}»{N}: d{A}"), FactRef("phone", "samu"), Text(f"{N}?"),
    )  # fmt: skip


def test_signs_know_what_stands_before_them_in_another_node() -> None:
    """A number is a word; a bracket opens, wherever it stands; what begins a text has no space before it."""
    fact = FactRef("phone", "samu")
    for nodes, shown in (
        ((fact, Text("? Oui")), (fact, Text(f"{N}? Oui"))),
        ((Text("("), Strong((Text("???)"),))), (Text("("), Strong((Text("???)"),)))),
        ((Strong((Text("?"),)), Text(" non")), (Strong((Text("?"),)), Text(" non"))),
        ((Text("oui"), Strong((Text("?"),))), (Text("oui"), Strong((Text(f"{N}?"),)))),
    ):
        assert shaped(nodes, language("fr")) == shown


def test_what_is_no_text_stays() -> None:
    nodes: tuple[Inline, ...] = (
        Code("l'eau ?"), Link("https://x.example/l'eau ?", (Text("l'eau ?"),)), CrossLink("sante", "s'aimer", "", (Text("ici"),)),
    )  # fmt: skip
    code, link, cross = shaped(nodes, language("fr"))
    assert (code, cross) == (nodes[0], nodes[2])
    assert link == Link("https://x.example/l'eau ?", (Text(f"l{A}eau{N}?"),))


def test_the_description_of_a_picture_is_a_text_by_itself() -> None:
    nodes: tuple[Inline, ...] = (Text('"'), Image("d'ici.svg", 'L\'heure "juste" : où ?'), Text(" ?"))
    assert shaped(nodes, language("fr"))[1] == Image("d'ici.svg", f"L{A}heure «{N}juste{N}»{N}: où{N}?")
    assert shaped((Image("a.svg", "L'heure"),), language("fr")) == (Image("a.svg", f"L{A}heure"),)


def test_an_sms_has_the_signs_of_a_keyboard() -> None:
    assert keyed(typeset("C'est faux : l'adresse", "fr")) == "C'est faux : l'adresse"


@given(
    st.text(alphabet=st.sampled_from("aé1 \u00a0\u202f:;?!«»\"'’().-—\u060c\u061f\u1362ب"), max_size=24),
    st.sampled_from(["fr", "en", "ar", "uk", "ti"]),
)
def test_no_letter_or_figure_is_lost_and_twice_is_once(text: str, tag: str) -> None:
    shown = typeset(text, tag)
    assert re.findall(r"\w", shown) == re.findall(r"\w", text)
    assert typeset(shown, tag) == shown
    assert not re.search(r"\S [:;?!»)](?!\w)", shown)
