"""What readers are told of facts, listings, hours and translations: the same words on the web, on paper and in data."""
