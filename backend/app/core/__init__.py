"""Leaves: what every layer may use and what itself depends on nothing in the app."""
