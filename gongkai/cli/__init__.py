"""The command line: parse, call, print. The only reader of the clock and of the environment."""

from gongkai.cli import building, checking
from gongkai.cli.group import main

__all__ = ["building", "checking", "main"]
