"""Proof of `gongkai/importers`."""
