"""Where the site is written: staged beside the old one, then swapped in whole."""
