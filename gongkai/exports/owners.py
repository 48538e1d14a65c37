"""CODEOWNERS from the units: who looks after which folder, in the words of the forges.

GitHub, GitLab, Gitee and GitCode read one syntax from the root of the repository: of all lines that fit a path the
last counts. Gitea and Forgejo take regular expressions, and every line that fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from gongkai.findings import GongkaiError
from gongkai.model.content import Content

Forge = Literal["common", "gitea"]
PATH = "CODEOWNERS"
"""Where every forge looks for it."""
_HEAD = "# python build.py codeowners 写的，不要手改：维护人写在 config.yaml 和各单位的 unit.yaml 里。\n"


def codeowners(content: Content, forge: Forge = "common") -> str:
    """The whole file. Units without owners of their own belong to those of the whole, like everything else."""
    office = content.config.owners
    if not office:
        raise GongkaiError(
            "config.yaml 里没有写“owners”：写上管理整个网站的账号、小组或邮箱，例如 owners: [@yunxi/zhengwugongkai]，账号要加引号",
            "config.yaml names no `owners`: name who looks after the whole site, like owners: ['@yunxi/office']",
        )
    units = [(unit.id, unit.fields.owners) for unit in content.units.values() if unit.fields.owners]
    write = _gitea if forge == "gitea" else _common
    return _HEAD + write(office, sorted(units))


def _common(office: Sequence[str], units: Sequence[tuple[str, Sequence[str]]]) -> str:
    rows = [("*", office), *((f"/content/units/{unit}/", owners) for unit, owners in units)]
    return "".join(f"{pattern} {' '.join(owners)}\n" for pattern, owners in rows)


def _gitea(office: Sequence[str], units: Sequence[tuple[str, Sequence[str]]]) -> str:
    own = "|".join(_escaped(unit) for unit, _ in units)
    rest = f"!content/units/({own})/.*" if own else ".*"
    rows = [(rest, office), *((f"content/units/{_escaped(unit)}/.*", owners) for unit, owners in units)]
    return "".join(f"{pattern} {' '.join(owners)}\n" for pattern, owners in rows)


def _escaped(unit: str) -> str:
    """A backslash is one for Gitea itself, and one for its expressions."""
    return re.escape(unit).replace("\\-", "-").replace("\\", "\\\\")
