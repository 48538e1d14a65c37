"""Make one classic script of several modules: modules do not load from `file://`, classic scripts do.

It knows the little of JavaScript's modules that ours use, and refuses everything else: `import { a, b as c }
from "./x.js";` and `export` before a function, class or const, each at the beginning of a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "\./([\w-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*|\bimport(?:\(|\.meta).*", re.MULTILINE)


class BundleError(Exception):
    """The modules use more than the bundler knows."""


def bundle_modules(modules: Mapping[str, str], entry: str) -> str:
    """Return a script that runs `entry` and what it imports, each module once and in a scope of its own."""
    done: dict[str, str] = {}
    _add(modules, entry, done, ())
    scopes = "".join(done.values())
    return f'"use strict";\n(() => {{\n{scopes}}})();\n'


def _add(modules: Mapping[str, str], name: str, done: dict[str, str], above: tuple[str, ...]) -> None:
    """Add the scope of a module after those it imports."""
    if name in done:
        return
    if name in above or name not in modules:
        raise BundleError(f"{above[-1] if above else name}: cannot import {name}")
    text = modules[name]
    imported = [match[2] for match in _IMPORT.finditer(text)]
    for each in imported:
        _add(modules, each, done, (*above, name))
    names = [match[1] for match in _EXPORT.finditer(text)]
    body = _EXPORT.sub("", _IMPORT.sub(_take, text))
    for strange in _OTHER.findall(re.sub(r"^\s*//.*$", "", body, flags=re.MULTILINE)):
        raise BundleError(f"{name}: cannot bundle {strange}")
    done[name] = f"const {_scope(name)} = (() => {{\n{body}\nreturn {{ {', '.join(names)} }};\n}})();\n"


def _take(match: re.Match[str]) -> str:
    return f"const {{{match[1].replace(' as ', ': ')}}} = {_scope(match[2])};"


def _scope(name: str) -> str:
    return f"module_{name.removesuffix('.js').replace('-', '_')}"
