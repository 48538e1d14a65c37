"""The preview for editors: shows the site, reloads open pages, shows in them what is wrong. Loopback only."""

from gongkai.serve.background import Background
from gongkai.serve.preview import Preview
from gongkai.serve.state import PreviewState

__all__ = ["Background", "Preview", "PreviewState"]
