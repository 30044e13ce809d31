"""What the team sees: how far each language is, what to do first, what to read again; and sheets for reviewers. Never published."""
