"""The time of the portal."""

from datetime import timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""All times are Beijing time; China keeps no summer time."""
