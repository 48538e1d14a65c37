"""Which pages and files there are: every address of the portal is decided here, from the public catalog alone."""
