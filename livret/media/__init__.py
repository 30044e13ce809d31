"""Pictures and recordings as they are published: made anew from what is seen and heard, so that nothing else of an author's file leaves the site."""
