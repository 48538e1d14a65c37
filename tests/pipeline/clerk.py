"""A clerk who edits a project at random: records, settings, layouts, the memory, the site itself."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from gongkai.cache.store import CACHE
from gongkai.pipeline.build import build_site
from gongkai.pipeline.outcome import Compression
from tests.conftest import CALL, GUIDE, TODAY
from tests.output.test_site import tree
from tests.pipeline.states import text

KINDS = (
    "notices",
    "documents",
    "consultations",
    "decisions",
    "services",
    "meetings",
    "messages",
    "statistics",
)
UNITS = ("mzj", "qtz")


@dataclass
class Clerk:
    """Edits a project at random, always to one without errors."""

    root: Path
    random: random.Random
    today: date = TODAY
    records: dict[str, dict[str, str]] = field(default_factory=dict)
    count: int = 0
    precompress: Compression = "settings"

    def path(self, name: str) -> Path:
        return self.root / "content/units" / f"{name}.md"

    def write(self, name: str) -> None:
        self.count += 1
        fields = {
            key: value
            for key, value in self.records[name].items()
            if key != "相关信息" or value in self.records
        }
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text(self.count, **fields), "utf-8")

    def add(self) -> None:
        name = f"{self.random.choice(UNITS)}/{self.random.choice(KINDS)}/202{self.random.randint(4, 6)}/r{self.count}"
        fields = {"公开事项": "shjz-04"} if self.random.random() < 0.5 else {}
        if self.records and self.random.random() < 0.5:
            fields["相关信息"] = self.random.choice(sorted(self.records))
        if name.split("/")[1] == "consultations":
            fields |= {
                **CALL,
                "开始日期": f"2026-09-{self.random.randint(10, 30)}",
                "截止日期": f"2026-11-{self.random.randint(18, 28)}",
                "联系方式": "0578-6200001",
            }
        if name.split("/")[1] == "services":
            fields |= GUIDE
        if name.split("/")[1] == "messages":
            fields |= self.message()
        if name.split("/")[1] == "statistics":
            fields |= {
                "统计时期": "十月",
                "统计开始": "2026-10-01",
                "统计截止": f"2026-10-{self.random.randint(10, 31)}",
                "来信办理": f"[{{渠道: 12345热线, 收到: {self.random.randint(10, 99)}, 办结: {self.random.randint(0, 9)}}}]",
            }
        if name.split("/")[1] == "decisions":
            matters = range(self.random.randint(1, 3))
            fields["事项"] = "".join(f"\n  - {{事项: 第{i}项, 承办单位: mzj, 进展: 起草中}}" for i in matters)
            fields["年度"] = f"202{self.random.randint(5, 6)}"
        if name.split("/")[1] == "services":
            fields |= {"依据": "[某办法]", "办理条件": "[年满十八岁]", "申请材料": "[{材料名称: 申请表}]"}
        if name.split("/")[1] == "meetings":
            fields |= {
                "会议类型": "局务会议",
                "开始时间": f"202{self.random.randint(5, 6)}-0{self.random.randint(1, 9)}-11 09:00",
                "议题": "\n  - {议题: 甲, 公开方式: 不予公开}\n  - {议题: 乙}",
            }
        if self.random.random() < 0.2:
            fields["公示截止"] = "2026-11-22"
        if self.random.random() < 0.2:
            fields |= {"公开方式": "依申请公开", "不公开依据": "art15.third"}
            fields.pop("相关信息", None)
        self.records[name] = fields
        self.write(name)
        self.mend()

    def message(self) -> dict[str, str]:
        fields = {
            "来源": self.random.choice(["网友留言", "12345热线", "网上民声"]),
            "主题分类": self.random.choice(["10", "17"]),
            "来信内容": "路灯不亮。",
            "来信日期": "2026-01-01",
            "答复单位": self.random.choice(UNITS),
        }
        if self.random.random() < 0.6:
            fields |= {"答复日期": f"2026-01-{self.random.randint(10, 20)}", "答复内容": "修好了。"}
        return fields

    def mend(self) -> None:
        """Let nothing name what is not there or not public."""
        for name, fields in self.records.items():
            other = self.records.get(fields.get("相关信息", ""))
            if "相关信息" in fields and (
                other is None or other.keys() & {"公开方式", "公示截止", "撤回日期"}
            ):
                del fields["相关信息"]
                self.write(name)

    def edit(self) -> None:
        if self.records:
            self.write(self.random.choice(sorted(self.records)))

    def retell(self) -> None:
        """Another text under the same header: most edits are like that. Now and then a heading with it."""
        if self.records:
            path = self.path(self.random.choice(sorted(self.records)))
            self.count += 1
            words = path.read_text("utf-8").replace("正文", f"正文又{self.count}，", 1)
            if self.random.random() < 0.3:
                words = words.replace("## 一、", f"## 一、新{self.count}", 1)
            path.write_text(words, "utf-8")

    def delete(self) -> None:
        if self.records:
            name = self.random.choice(sorted(self.records))
            del self.records[name]
            self.path(name).unlink()
            self.mend()

    def move(self) -> None:
        """To the other unit, with the old address kept."""
        if not self.records:
            return
        name = self.random.choice(sorted(self.records))
        unit, rest = name.split("/", 1)
        new = f"{UNITS[1 - UNITS.index(unit)]}/{rest}"
        fields = {**self.records.pop(name), "旧地址": f"/units/{name}/"}
        self.path(name).unlink()
        self.records[new] = fields
        self.write(new)
        self.mend()

    def take_back(self) -> None:
        """At once, or in some days."""
        if self.records:
            name = self.random.choice(sorted(self.records))
            day = date(2026, 11, self.random.randint(18, 28))
            self.records[name] |= {"撤回日期": f"{day}", "撤回理由": f"内容有误{self.count}"}
            self.write(name)
            self.mend()

    def touch(self) -> None:
        """Another time, the same bytes."""
        if self.records:
            os.utime(self.path(self.random.choice(sorted(self.records))))

    def change_catalog(self) -> None:
        path = self.root / "content/catalog/shjz.yaml"
        path.write_text(path.read_text("utf-8").replace("办理条件", f"办理条件{self.count}"), "utf-8")

    def change_unit(self) -> None:
        path = self.root / "content/units/mzj/unit.yaml"
        words = path.read_text("utf-8").replace("测试路", "测试大路")
        if "暂无信息" not in words:
            until = self.today + timedelta(days=2)
            words += f"暂无信息: [{{公开事项: shjz-04, 原因: 今年没有办理, 有效到: {until}}}]\n"
        path.write_text(words, "utf-8")

    def change_layout(self) -> None:
        path = (
            self.root
            / "layouts"
            / self.random.choice(["pages/record.html", "macros/rows.html", "styles/site.css"])
        )
        comment = "/* 改 */" if path.suffix == ".css" else "{# 改 #}"
        path.write_text(path.read_text("utf-8") + f"{comment}\n", "utf-8")

    def change_config(self) -> None:
        path = self.root / "config.yaml"
        words = path.read_text("utf-8").replace("云溪", "云谷", 1)
        path.write_text(f"{words}\noutput: {{hosts: [nginx, netlify]}}\n", "utf-8")

    def change_engine(self) -> None:
        path = self.root / "config.yaml"
        words = path.read_text("utf-8")
        old, new = ("segments", "pagefind") if "engine: segments" in words else ("auto", "segments")
        path.write_text(words.replace(f"engine: {old}", f"engine: {new}"), "utf-8")

    def pass_day(self) -> None:
        self.today += timedelta(days=self.random.randint(1, 3))

    def lose_cache(self) -> None:
        shutil.rmtree(self.root / CACHE, ignore_errors=True)

    def damage_cache(self) -> None:
        for path in sorted((self.root / CACHE).rglob("*")):
            if path.is_file() and self.random.random() < 0.3:
                path.write_bytes(path.read_bytes()[:-3] + b"xyz")

    def damage_site(self) -> None:
        """Somebody deletes or writes into the output folder."""
        pages = sorted((self.root / "site").rglob("*.html"))
        if pages:
            self.random.choice(pages).unlink()
            self.random.choice(pages).write_text("x", "utf-8")

    def lose_site(self) -> None:
        shutil.rmtree(self.root / "site", ignore_errors=True)

    def lose_spare(self) -> None:
        shutil.rmtree(self.root / ".site.spare", ignore_errors=True)

    def upgrade(self) -> None:
        """What an older version of the code remembered is not believed."""
        for path in (self.root / CACHE / "sites").glob("*"):
            path.write_text("0" * 32, "ascii")

    def switch_compression(self) -> None:
        self.precompress = "settings" if self.precompress == "always" else "always"

    def fail(self) -> None:
        """A build of a record with a mistake, which is mended then."""
        if self.records:
            name = self.random.choice(sorted(self.records))
            good = self.path(name).read_text("utf-8")
            self.path(name).write_text(good.replace("发布日期: 2", "发布日期: x"), "utf-8")
            before = tree(self.root / "site") if (self.root / "site").is_dir() else {}
            assert not build_site(self.root, self.root / "site", self.today, lambda _d, _t: None).pages
            assert (tree(self.root / "site") if (self.root / "site").is_dir() else {}) == before
            self.path(name).write_text(good, "utf-8")


COMMON: tuple[Callable[[Clerk], None], ...] = (
    Clerk.add,
    Clerk.add,
    Clerk.edit,
    Clerk.retell,
    Clerk.delete,
    Clerk.move,
    Clerk.take_back,
    Clerk.touch,
)
RARE = (
    Clerk.change_catalog,
    Clerk.change_unit,
    Clerk.change_layout,
    Clerk.change_config,
    Clerk.change_engine,
    Clerk.pass_day,
    Clerk.lose_cache,
    Clerk.damage_cache,
    Clerk.damage_site,
    Clerk.lose_site,
    Clerk.lose_spare,
    Clerk.upgrade,
    Clerk.switch_compression,
    Clerk.fail,
)
