"""The header rules and the redirects in the words of some hosts: extra files of the site, for who asks for them.

Old addresses have pages that lead on in any case; a host that knows of the move answers sooner, and with 301.

`_headers` and `_redirects` are read by Netlify and Cloudflare Pages. Cloudflare takes 100 rules of headers, 2,000
redirects, and lines of 1,000 characters. Netlify shows a page that is there sooner than it redirects, unless it is
forced to; Cloudflare knows no force. `_nginx/http.conf` and `_nginx/server.conf` are to be included in these blocks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote

from gongkai.output.headers import ALWAYS, ASK, BYTES, PLACES, TYPES, Place

_MOST_REDIRECTS, _LONGEST_LINE = 2_000, 1_000
_DEFAULTS = {"Cache-Control": ASK, "Access-Control-Allow-Origin": ""}
_VARIABLES = {"Cache-Control": "$gongkai_cache", "Access-Control-Allow-Origin": "$gongkai_readers"}


def hosting_files(
    hosts: Collection[str], root: str, moved: Mapping[str, str], gone: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file that the hosts ask for.

    `root` is the path of the site on its host, `moved` maps old addresses to new ones, `gone` are the addresses of
    what was taken back; all as they stand in links.
    """
    if "netlify" in hosts or "cloudflare" in hosts:
        yield "_headers", _headers(root).encode()
        yield "_redirects", _redirects(hosts, moved).encode()
    if "nginx" in hosts:
        yield "_nginx/http.conf", _nginx_http(root, moved, gone).encode()
        yield "_nginx/server.conf", _nginx_server(root).encode()


def _headers(root: str) -> str:
    """No two rules give one file the same header: hosts would send both."""
    rules = [(f"{root}/*", ALWAYS)]
    rules += [(f"{root}/{place.start}*{place.end}", {place.name: place.value}) for place in PLACES]
    texts = ((ending, name) for ending, name in TYPES.items() if "charset" in name and ending != "html")
    rules += [(f"{root}/*.{ending}", {"Content-Type": name}) for ending, name in texts]
    return "\n".join(
        "\n".join([pattern, *(f"  {name}: {value}" for name, value in headers.items())]) + "\n"
        for pattern, headers in rules
    )


def _redirects(hosts: Collection[str], moved: Mapping[str, str]) -> str:
    most = _MOST_REDIRECTS if "cloudflare" in hosts else len(moved)
    code = "301" if "cloudflare" in hosts else "301!"
    lines = [f"{old} {new} {code}\n" for old, new in sorted(moved.items())]
    return "".join([line for line in lines if len(line) <= _LONGEST_LINE][:most])


def _nginx_http(root: str, moved: Mapping[str, str], gone: Collection[str]) -> str:
    maps = []
    for name, variable in _VARIABLES.items():
        rows = [(f"~{_pattern(root, place)}", place.value) for place in PLACES if place.name == name]
        maps.append(_map(variable, _DEFAULTS[name], rows))
    maps.append(_map("$gongkai_moved", "", [(unquote(old), new) for old, new in sorted(moved.items())]))
    maps.append(_map("$gongkai_gone", "", [(unquote(url), "1") for url in sorted(gone)]))
    return (
        "# 放进 nginx 的 http { } 里：include …/_nginx/http.conf;\n"
        "map_hash_max_size 65536;\nmap_hash_bucket_size 512;\n\n" + "\n".join(maps)
    )


def _pattern(root: str, place: Place) -> str:
    return f"^{re.escape(root)}/{re.escape(place.start)}.*{re.escape(place.end)}{'$' if place.end else ''}"


def _map(variable: str, default: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"    {_quoted(key)} {_quoted(value)};\n" for key, value in rows]
    return f"map $uri {variable} {{\n    default {_quoted(default)};\n{''.join(lines)}}}\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _nginx_server(root: str) -> str:
    by_name: dict[str, list[str]] = {}
    for ending, name in TYPES.items():
        by_name.setdefault(name.partition(";")[0], []).append(ending)
    texts = sorted({name.partition(";")[0] for name in TYPES.values() if "charset" in name} - {"text/html"})
    headers = [f"add_header {name} {_quoted(value)} always;" for name, value in ALWAYS.items()]
    headers += [f"add_header {name} {variable} always;" for name, variable in _VARIABLES.items()]
    lines = [
        "# 放进 nginx 的 server { } 里：include …/_nginx/server.conf;",
        "charset utf-8;",
        f"charset_types {' '.join(texts)};",
        "types {",
        *(f"    {name} {' '.join(endings)};" for name, endings in sorted(by_name.items())),
        "}",
        f"default_type {BYTES};",
        *headers,
        f"error_page 404 {root}/404.html;",
        "error_page 410 @gongkai_gone;",
        'if ($gongkai_moved != "") {',
        "    return 301 $gongkai_moved;",
        "}",
        'if ($gongkai_gone != "") {',
        "    return 410;",
        "}",
        "location @gongkai_gone {",
        "    try_files ${uri}index.html =404;",
        "}",
        f"location ^~ {root}/_nginx/ {{",
        "    return 404;",
        "}",
    ]
    return "\n".join(lines) + "\n"
