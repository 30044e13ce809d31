"""What a reader can say of a page without a server: a message that the phone has ready, by SMS or mail, with the page's code, its language and its date.

It is short, for a long SMS costs its sender twice; and it is a link, so it needs no JavaScript.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from livret.editions.edition import Edition
from livret.encode.html import Html
from livret.phrases import remarks
from livret.web.head import Page


class Way(NamedTuple):
    """One thing to say, and the links that have it ready; "" where readers are asked for none of these."""

    words: str
    sms: str
    mail: str


def ways(edition: Edition, page: Page) -> list[Way]:
    """Each thing that can be said of a page; nothing of a sensitive one: what is written stays on the phone."""
    asked = edition.config.voice
    if asked is None or page.sensitive or not (asked.sms or asked.email):
        return []
    return [_way(edition, page, words, asked.sms, asked.email) for words in remarks.kinds(edition).values()]


def _way(edition: Edition, page: Page, words: str, sms: str | None, email: str | None) -> Way:
    """Code and date may be slots of a frame, so they are put in as they are: neither has a sign to be encoded."""
    body = "%20".join(filter(None, (page.code, quote(edition.language.tag), page.dated))) + quote(f"\n{words}: ")
    # RFC 5724 has “?”; some phones want “&” before each key, and those that do not are content with both.
    return Way(
        words,
        Html(f"sms:{quote(sms, safe='+')}?&amp;body={body}") if sms else "",
        Html(f"mailto:{quote(email, safe='@')}?subject={page.code}&amp;body={body}") if email else "",
    )
