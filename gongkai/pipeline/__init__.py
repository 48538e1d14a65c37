"""From a project to a site: the order of the stages, and what each hands to the next."""
