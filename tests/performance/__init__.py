"""Six hundred people at once in a shop of their own: `make load`."""
