"""How fast the shop is, as a ratio to the least that the same reply can cost: `make bench`."""
