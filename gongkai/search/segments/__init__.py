"""Engine two: an index of our own in many small scripts, for large sites, for kiosks and for USB sticks.

Where Pagefind rebuilds everything, this index reads and writes what an edit touches; and it needs neither wasm
nor a server. `writer` is the way in; below it `numbering` gives documents numbers, `runs` makes `postings` of
them with `passages`, `tree` keeps the words and `branches` the way to them, `rows` the documents' names, `years`
and their `columns` the facets, `files` knows how a block is written and checked, and `digits` how numbers are.
"""

from gongkai.search.segments.writer import SegmentsEngine

__all__ = ["SegmentsEngine"]
