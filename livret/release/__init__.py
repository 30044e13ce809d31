"""Releases: what a leaflet said when it was printed, and a page that says what has changed since."""
