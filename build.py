#!/usr/bin/env python3
"""The door to Gongkai: `python build.py --help`."""

from gongkai.cli import main

if __name__ == "__main__":
    main()
