"""The directory's keeping: listings begun, taken in from others, verified, and asked after; what they say to readers is not written here."""
