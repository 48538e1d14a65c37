"""From a view to bytes: the layouts (Jinja2) and the assets that pages link to."""
