"""An editor on the web for a team on a Git host: its page at /admin/, and its configuration, made of the shapes of what authors write."""
