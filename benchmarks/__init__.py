"""Measurements of Gongkai against stated goals; run with `python -m benchmarks.<name>`."""
