"""The catalog for machines: feeds, sitemaps, a JSON file for each record, the standard catalog as data."""
