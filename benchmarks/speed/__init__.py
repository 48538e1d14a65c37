"""How fast is a build, beside a generator that people already use? Both build the same records, in turn."""
