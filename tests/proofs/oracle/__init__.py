"""What must come out, reckoned from the rules alone and with no code of the shop."""
