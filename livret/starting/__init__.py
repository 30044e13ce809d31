"""Beginning: a site, a language, a booklet, a chapter, a listing; and what a host has to know of a site."""
