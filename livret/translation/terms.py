"""What the interface calls things, on the web and on paper alike."""

from __future__ import annotations

from livret.translation.edition import Edition


def callout_name(edition: Edition, kind: str) -> str:
    """What a callout without a title of its own is called."""
    match kind:
        case "free":
            return edition.say("Free")
        case "deadline":
            return edition.say("Deadline")
        case "danger":
            return edition.say("Danger")
        case "documents":
            return edition.say("Documents to bring")
        case _:
            return edition.say("Good to know")
