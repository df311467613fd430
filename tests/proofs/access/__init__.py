"""The doors of the shop, who knocks at them, and what each is told."""
