"""The preview for editors: builds on every change, reloads the page, shows what is wrong in it. Loopback only."""

from gongkai.serve.preview import Preview, PreviewState

__all__ = ["Preview", "PreviewState"]
