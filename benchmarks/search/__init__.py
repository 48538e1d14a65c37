"""Does the search find what people look for? Measured in a real browser through our own engine."""
