"""The group of all commands, and what every command is given."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

import click

from gongkai import __version__
from gongkai.cli.console import Voice
from gongkai.executors import collect_seldom
from gongkai.findings import GongkaiError, Language
from gongkai.model.dates import CHINA


@dataclass(frozen=True, slots=True)
class Context:
    """What every command needs to know."""

    root: Path
    voice: Voice
    today: date


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail("日期要写成 2026-03-12 这样 (write a date as 2026-03-12)", param, ctx)


_LATE = ("annual", "authoring", "due", "ledgers", "linking", "publishing", "reviewing", "supervising")


def _load_all() -> None:
    for name in _LATE:
        import_module(f"gongkai.cli.{name}")


class _Group(click.Group):
    """Says a user's mistake in words; only our own mistakes show a traceback.

    Commands that need all kinds of records to say what they take are loaded when they, or the list of all, are
    asked for.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        _load_all()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        if found is None:
            _load_all()
            found = super().get_command(ctx, cmd_name)
        return found

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GongkaiError as error:
            voice = ctx.obj.voice if isinstance(ctx.obj, Context) else Voice("zh", quiet=False)
            voice.error(error.zh, error.en)
            raise SystemExit(1) from None
        except (click.exceptions.Exit, click.Abort, click.ClickException, BrokenPipeError):
            raise
        except OSError as error:
            place, reason = error.filename or "", error.strerror or str(error)
            Voice("zh", quiet=False).error(
                f"读写文件出错：{place} {reason}", f"cannot read or write: {place} {reason}"
            )
            raise SystemExit(1) from None
        except Exception:
            Voice("zh", quiet=False).error(
                "这是 Gongkai 自己的毛病，不是您的错。请把下面的内容发给维护人员。",
                "this is a bug in gongkai; please report what follows.",
            )
            raise


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="gongkai")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="项目文件夹，里面有 config.yaml 和 content/。 The project folder.",
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default=None, help="提示语言。 Language of messages."
)
@click.option("--today", type=_Day(), default=None, help="按这一天来算，不写就是今天。 The day to build for.")
@click.option("--quiet", "-q", is_flag=True, help="只说出错的地方。 Say only what is wrong.")
@click.pass_context
def main(ctx: click.Context, root: Path, lang: str | None, today: date | None, quiet: bool) -> None:
    """公开 Gongkai：把 content/ 里的记录变成政务公开网站。

    Turn the records of content/ into an open-government portal.
    """
    collect_seldom()
    language: Language = "en" if (lang or os.environ.get("GONGKAI_LANG", "zh")) == "en" else "zh"
    ctx.obj = Context(root, Voice(language, quiet=quiet), today or datetime.now(CHINA).date())
