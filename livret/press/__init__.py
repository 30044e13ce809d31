"""The press: what Typst made becomes PDF/X-4 that a print shop can print, and is imposed for those who ask."""
