"""Gongkai (公开): from a folder of disclosure records to a checked, searchable portal of plain files."""

__version__ = "0.1.0"
