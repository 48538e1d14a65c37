"""Proves `gongkai/search` and the scripts of the search page, in a real browser where it matters."""
