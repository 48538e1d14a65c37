"""With which headers each file of the site is to be served: the one place that says so.

The publisher sends them with each file to a store; for hosts that read rules, and for nginx, `output.hosting` writes
the same table out.
"""

from __future__ import annotations

from dataclasses import dataclass

ALWAYS = {
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Of every file. A page carries the rest of its policy itself; these a `<meta>` cannot say."""
IMMUTABLE = "public, max-age=31536000, immutable"
ASK = "no-cache"
"""A copy may be kept, but its keeper asks each time whether it is still the newest."""

_TEXTS = {
    "css": "text/css",
    "csv": "text/csv",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xml": "application/xml",
}
_OTHERS = {
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "gz": "application/gzip",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ofd": "application/ofd",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""What is not here (the index of Pagefind, formats of WPS) is bytes to be saved."""
TYPES = {ending: f"{name}; charset=utf-8" for ending, name in _TEXTS.items()} | _OTHERS
BYTES = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Place:
    """Files that have a header of their own: all whose path begins with `start` and ends with `end`."""

    start: str
    end: str
    name: str
    value: str

    def holds(self, path: str) -> bool:
        """A compressed sibling lies where its file does."""
        whole = path.removesuffix(".gz").removesuffix(".br")
        return whole.startswith(self.start) and whole.endswith(self.end)


_CACHE, _READERS = "Cache-Control", "Access-Control-Allow-Origin"
_OF_PAGEFIND = (".js", ".json", ".txt", ".pagefind", ".pf_fragment", ".pf_index", ".pf_meta")
"""In `search/index.<hash>/`; not `search/index.html`."""
PLACES = (
    # Their names, or that of their folder, carry a hash of the bytes.
    Place("assets/", "", _CACHE, IMMUTABLE),
    Place("search/index/blocks/", "", _CACHE, IMMUTABLE),
    Place("search/index/documents/", "", _CACHE, IMMUTABLE),
    *(Place("search/index.", ending, _CACHE, IMMUTABLE) for ending in _OF_PAGEFIND),
    # Other sites may read what is written for programs.
    Place("oparl/", "", _READERS, "*"),
    Place("units/", "/oparl.json", _READERS, "*"),
)
"""No two of one header hold one file."""


def headers_of(path: str, pages: str = ASK) -> dict[str, str]:
    """Every header of a file, by its path below the site; `pages` is the Cache-Control of what may change.

    Whoever sends a compressed sibling in place of its file adds `Content-Encoding` to the headers of the file.
    """
    own = {place.name: place.value for place in PLACES if place.holds(path)}
    return dict(sorted({"Content-Type": type_of(path), _CACHE: pages, **ALWAYS, **own}.items()))


def type_of(path: str) -> str:
    """The media type of a file; texts are UTF-8, and say so."""
    return TYPES.get(path.rpartition("/")[2].rpartition(".")[2].lower(), BYTES)


def is_immutable(path: str) -> bool:
    """Whether another content would have another name: such a file can be sent first, and kept long."""
    return any(place.value == IMMUTABLE and place.holds(path) for place in PLACES)
