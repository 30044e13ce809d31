"""Reading: from the files of a site folder to a frozen `Site`, every mistake with its line."""
