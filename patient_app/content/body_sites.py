"""Where it can hurt: the sites of the body map, in groups, with their names. A check-in keeps their codes.

What is not a code from here (a word that another program sent) is kept and shown as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from patient_app.content.data_file import Fields, open_fields
from patient_app.content.wording import Wording

_FILE = "body_sites.json"
_CODE = re.compile(r"[a-z]+(_[a-z]+)*")


@dataclass(frozen=True, slots=True)
class BodySite:
    """One site by its code (`lower_back_left`); left and right are the patient's own."""

    code: str
    names: Wording

    def name(self, language: str) -> str:
        """What the site is called."""
        return self.names.text(language)


@dataclass(frozen=True, slots=True)
class SiteGroup:
    """Sites that stand together in a list."""

    code: str
    names: Wording
    sites: tuple[BodySite, ...]

    def name(self, language: str) -> str:
        """What the group is called."""
        return self.names.text(language)


@cache
def site_groups() -> tuple[SiteGroup, ...]:
    """Every site in its group, from head to foot. Raises `DataFileError` naming the file and the field."""
    return parse_groups(open_fields(resources.files("patient_app.content").joinpath(_FILE)))


@cache
def body_sites() -> Mapping[str, BodySite]:
    """Every site by its code."""
    return MappingProxyType({site.code: site for group in site_groups() for site in group.sites})


def parse_groups(fields: Fields) -> tuple[SiteGroup, ...]:
    """The groups from the file's fields; a code stands for one site only."""
    fields.text("version")
    groups = tuple(_group(each) for each in fields.each("groups"))
    fields.done()
    codes = [site.code for group in groups for site in group.sites]
    for code in codes:
        if codes.count(code) > 1:
            raise fields.error("groups", f"uses the code {code!r} twice")
    return groups


def _group(fields: Fields) -> SiteGroup:
    group = SiteGroup(_code(fields), fields.wording("name"), tuple(_site(each) for each in fields.each("sites")))
    fields.done()
    if not group.sites:
        raise fields.error("sites", "must have at least one site")
    return group


def _site(fields: Fields) -> BodySite:
    site = BodySite(_code(fields), fields.wording("name"))
    fields.done()
    return site


def _code(fields: Fields) -> str:
    code = fields.text("code")
    if not _CODE.fullmatch(code):
        raise fields.error("code", f"must be small letters with underscores, not {code!r}")
    return code
