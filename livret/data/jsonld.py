"""`services.jsonld`: the directory as a graph in the words of schema.org, the same that stand on each page."""

from __future__ import annotations

from livret.data import schema_org
from livret.data.exports import about, listed
from livret.editions.edition import Edition
from livret.encode import json
from livret.phrases.fact_text import plain


def services(edition: Edition) -> bytes:
    terms = about(edition)
    dataset = {
        "@type": "Dataset",
        "@id": terms["site"],
        "name": plain(edition, edition.config.name),
        "license": terms["licence_url"],
        "dateModified": terms["date"],
        "creator": {"@type": "Organization", "name": terms["publisher"]},
        "inLanguage": terms["language"],
    }
    graph = [dataset, *(schema_org.service(edition, each.service, each.url) for each in listed(edition))]
    return json.document({"@context": "https://schema.org", "@graph": graph})
