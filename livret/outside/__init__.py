"""What the site leads to on the web: which addresses stand where, and whether they still answer. Asked for by a person, and by nothing else."""
