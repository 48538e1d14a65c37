"""Figures and tables over all that is public: what pages of supervision and reports are made from."""
