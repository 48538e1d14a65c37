"""The catalog: every record in its place, the relations between them, and the part of it that is public."""
