"""Clocks: which days are worked, when a time is up, what stands where. Plain functions over days; no clock is read."""
