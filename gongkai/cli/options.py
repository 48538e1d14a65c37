"""Options that several commands take, so that they are called and explained the same everywhere."""

from __future__ import annotations

import os
from pathlib import Path

import click

EXECUTOR = click.option(
    "--executor",
    default=f"process:{os.cpu_count() or 1}",
    show_default="process:CPU",
    help="在哪里干活：serial、process:N 或 dask:tcp://主机:端口。 Where the work is done.",
)
UNITS = click.option(
    "--unit", "-u", "units", multiple=True, help="只看这个单位，可以写几次。 Only this unit; repeatable."
)
TO_FILE = click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写进这个文件，不写就打印出来。 Write to this file instead of printing.",
)
