"""The command line: parse, call, print. The only reader of the clock and of the environment."""

from gongkai.cli import building, checking, publishing
from gongkai.cli.group import main

__all__ = ["building", "checking", "main", "publishing"]
