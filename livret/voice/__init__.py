"""What readers say of the pages: their codes, what came back without its senders, and sheets to read and to write on."""
