"""What things are: records, units, the standard catalog, the site. Plain frozen data, no disk and no clock."""
