"""Paper: booklets, leaflets and posters as PDF, by a visitor of the same tree as the web's; Typst lays them out."""
