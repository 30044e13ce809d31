"""For those who answer for a site: a correction on every page, who approved what, a way back."""
