"""Tests mirror the package: `tests/content` proves `gongkai/content`, and so on."""
