"""Values by address, each made once and made again only when what it was made of has changed."""
