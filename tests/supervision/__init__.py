"""Tests of supervision: figures, scores, pages, files."""
