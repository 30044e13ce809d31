"""Opening hours in OpenStreetMap's syntax: what they say, when that is, and how a browser can know it."""
