"""What can be carried away: a language or a booklet in one file, as a book, as a folder for a stick, and the page that lists them."""

from livret.carry.archive import inside, member
from livret.carry.parts import carried
from livret.carry.plan import MAKERS, TIERS, plan
from livret.engine.memo import Step

STEPS = {"carried": Step(carried, kept=True), "inside": Step(inside), "member": Step(member, kept=True)}

__all__ = ["MAKERS", "STEPS", "TIERS", "plan"]
