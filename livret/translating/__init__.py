"""The work on catalogs: what there is to translate, what comes back from people, and their word that it is still right."""
