"""Tests of the room that finds personal data and secrets."""
