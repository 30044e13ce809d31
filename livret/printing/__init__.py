"""What leaves for the print shop: press files with their tickets, imposed sheets, orders; nothing doubtful without a name."""
