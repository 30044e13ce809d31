"""Numbers and addresses that nobody has: they are kept free for fiction, and a demonstration uses no others."""

from __future__ import annotations

# ARCEP's numbering plan: blocks for audiovisual works; Ofcom's "telephone numbers for drama".
_NUMBERS = ("+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998", "+447700900")
_DOMAINS = ("example", "invalid", "test", "localhost")  # RFC 2606
_SITES = ("example.com", "example.net", "example.org")


def number(phone: str) -> bool:
    """Whether a number (E.164) is one of those for fiction."""
    return phone.startswith(_NUMBERS)


def address(email: str) -> bool:
    """Whether an e-mail address leads nowhere, by its domain."""
    return host(email.rpartition("@")[2].casefold())


def host(name: str) -> bool:
    """Whether nobody can have a machine of that name."""
    return name.rpartition(".")[2] in _DOMAINS or any(name == site or name.endswith(f".{site}") for site in _SITES)
