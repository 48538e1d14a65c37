"""Asking other sites whether what the portal links to is still there. Done on demand only, never by a build."""
