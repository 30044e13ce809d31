"""The web edition: pages, their assets, and what search engines and other sites read of them."""

from livret.engine.memo import Step
from livret.web import assets, directory, frame, offline, pages, qr, safety, templates, texts
from livret.web.offline import TIERS
from livret.web.offline import plan as sheaves
from livret.web.plan import plan, shared
from livret.web.qr import plan as codes
from livret.web.templates import fault

STEPS = {
    "assets": Step(assets.made),
    "templates": Step(templates.sources),
    "frame": Step(frame.frame, kept=True),
    "named": Step(texts.named, kept=True),
    "body": Step(texts.body, kept=True),
    "weight": Step(offline.weight, kept=True),
}
MAKERS = {**pages.MAKERS, **directory.MAKERS, **offline.MAKERS, **safety.MAKERS, **qr.MAKERS}

__all__ = ["MAKERS", "STEPS", "TIERS", "codes", "fault", "plan", "shared", "sheaves"]
