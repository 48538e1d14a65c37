"""The catalog for machines: JSON-LD, feeds, sitemaps, a JSON file for each record, the standard catalog as data."""
