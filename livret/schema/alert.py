"""`content/alerts.yaml`: corrections that stand on top of every page for some days. `livret alert` writes it."""

from __future__ import annotations

import datetime

from livret.schema.fields import Ident, Model, Name, Tag, Translated
from livret.schema.site_config import Period


class Alert(Period):
    """A correction, from a day until another. `languages` are those on whose pages it stands, all when left out; `about` names what it corrects,
    `phone.caf` or a booklet: printed editions that say it are named with it. Facts that the text itself refers to need not be named again."""

    id: Ident
    text: Translated
    languages: tuple[Tag, ...] = ()
    about: tuple[Name, ...] = ()

    def holds(self, day: datetime.date, tag: str) -> bool:
        """Whether it stands on the pages of a language on a day."""
        return self.from_ <= day <= self.until and (not self.languages or tag in self.languages)


class Alerts(Model):
    alerts: tuple[Alert, ...] = ()
