"""A whole language, or a booklet, as one HTML file that needs no other: it opens from a message, and every link works inside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import partial
from typing import Any

from livret import paths
from livret.artifact import Artifact
from livret.carry import parts
from livret.carry.carrier import InFile, data_address, place
from livret.catalogs.interface import N_
from livret.catalogs.termbase import in_order
from livret.editions.edition import Edition
from livret.engine.memo import Step
from livret.format import Format, Offer, each, each_booklet
from livret.phrases.fact_text import plain
from livret.schema.asset_list import CARRIED
from livret.search.index import counts
from livret.search.index import script as search_script
from livret.search.index import script_of as search_script_of
from livret.site import Booklet
from livret.web import agora_pages, policy, web_fonts
from livret.web.assets import assets
from livret.web.frame import categories, page, shared
from livret.web.pages import emergency_calls
from livret.web.templates import template


def language_file(edition: Edition, artifact: Artifact) -> bytes:
    """Emergencies, booklets, the directory, the Agora and the words of letters."""
    tag = edition.language.tag
    groups, chosen = categories(edition), edition.booklets()
    terms = in_order(edition.termbase)
    room = [name for name, languages in agora_pages.everywhere(edition) if tag in languages]
    services = [service for _, listed in groups for service in listed]
    inside = {
        paths.home(tag),
        paths.services(tag),
        *(paths.service(tag, service.id) for service in services),
        *(paths.agora(tag, name) for name in room),
        paths.sentences(tag),
        *_carried_pages(edition, chosen),
    }
    inside |= {paths.words(tag)} if terms else set()
    within = partial(InFile, edition, inside=frozenset(inside))
    return _one_file(
        edition,
        artifact,
        within(artifact.path),
        search_script(edition),
        title=plain(edition, edition.config.name),
        online=paths.home(tag),
        emergency=emergency_calls(edition),
        booklets=[
            (booklet, parts.booklet(within(artifact.path), booklet), _chapters(edition, booklet, within, 3)) for booklet in chosen
        ],
        groups=[
            (category, [parts.service(within(paths.service(tag, each.id), 4), each) for each in listed])
            for category, listed in groups
        ],
        room=[parts.agora(within(paths.agora(tag, name), 3), name) for name in room],
        sentences=parts.sentences(within(paths.sentences(tag), 2)),
        terms=[(term, term.glosses.get(tag, "")) for term in terms],
    )


def booklet_file(edition: Edition, artifact: Artifact) -> bytes:
    """A booklet, with the services that it names."""
    booklet, tag = edition.booklet(artifact.subject), edition.language.tag
    services = parts.mentioned(edition, booklet)
    listed = (paths.service(tag, service.id) for service in services)
    inside = frozenset({*_carried_pages(edition, [booklet]), *listed, paths.sentences(tag)})
    within = partial(InFile, edition, inside=inside)
    return _one_file(
        edition,
        artifact,
        within(artifact.path),
        search_script_of(edition, inside.__contains__),
        title=plain(edition, booklet.meta.title),
        online=paths.booklet(tag, booklet.slug),
        emergency=[],
        booklets=[(booklet, parts.booklet(within(artifact.path), booklet), _chapters(edition, booklet, within, 2))],
        groups=[(None, [parts.service(within(paths.service(tag, each.id), 3), each) for each in services])] if services else [],
        room=[],
        sentences=parts.sentences(within(paths.sentences(tag), 2), booklet.slug),
        terms=[],
    )


def _carried_pages(edition: Edition, booklets: Iterable[Booklet]) -> set[str]:
    tag = edition.language.tag
    chapters = {parts.chapter_path(edition, booklet, head) for booklet in booklets for head in booklet.chapters}
    return chapters | {paths.booklet(tag, booklet.slug) for booklet in booklets}


def _chapters(edition: Edition, booklet: Booklet, within: partial[InFile], level: int) -> list[parts.Part]:
    return [parts.chapter(within(parts.chapter_path(edition, booklet, head), level), booklet, head) for head in booklet.chapters]


def _one_file(
    edition: Edition, artifact: Artifact, binding: InFile, index: bytes, *, title: str, online: str, **values: Any
) -> bytes:
    """The file; its policy allows its own style and script, by their hashes, and nothing else."""
    style, script = _style(edition), _scripts(edition, index)
    text = template(edition, "carried.html").render(
        shared(edition, page(edition, artifact, title, "", lambda _: online)),
        today=edition.today,
        style=style,
        script=script,
        policy=policy.of_one_file(_hash(style), _hash(script)),
        place=place,
        online=online,
        counts=counts(edition),
        carried=True,
        **values,
    )
    return binding.bind(text).encode()


def _style(edition: Edition) -> str:
    """The style sheets of screen, sentences and paper, with their pictures inside, and their fonts where the language needs them; elsewhere they are those of
    the phone."""
    found, own, pictures = assets(edition), web_fonts.sheet(edition), edition.asset_list.icons
    needed = {*web_fonts.carried(edition), *pictures}
    style = "".join(_within(each.media, found[name].data.decode()) for name, each in edition.asset_list.styles_on(CARRIED))
    addresses = {name: found[name].path.rpartition("/")[2] for name in (*web_fonts.files(edition), *pictures)}
    if own:
        faces = web_fonts.bound(
            edition.theme(f"{web_fonts.FOLDER}/{own}"), {name: addresses[name] for name in web_fonts.carried(edition)}
        )
        style = faces + style
    for name, address in addresses.items():
        style = style.replace(address, data_address(found[name].data, name) if name in needed else "data:,")
    return style


def _within(media: str, style: str) -> str:
    return f"@media {media}{{{style}}}" if media else style


def _scripts(edition: Edition, index: bytes) -> str:
    """The index of what is inside, and the scripts of such a file. The passages are read from the file itself."""
    scripts = (assets(edition)[name].data for name in edition.asset_list.scripts_on(CARRIED))
    return b"".join((index, *scripts)).decode().strip()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


# --- which there are ---------------------------------------------------------------------------------


def _each_language(tag: str) -> str:
    return paths.carried(tag, "html")


def _each_booklet(tag: str, slug: str) -> str:
    return paths.carried(f"{slug}.{tag}", "html")


_WORDS = N_("One file for any phone")
FORMATS = (
    Format(
        "carried-language",
        language_file,
        each(_each_language),
        steps={"carried": Step(parts.carried, kept=True)},
        offer=Offer(_WORDS, whole=_each_language, code=True),
    ),
    Format("carried-booklet", booklet_file, each_booklet(_each_booklet), offer=Offer(_WORDS, booklet=_each_booklet, code=True)),
)
