"""Search, on the phone alone: an index of each language, made here; `theme/web/search.js` looks into it."""
