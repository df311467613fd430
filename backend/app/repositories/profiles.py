"""Questions about profiles."""
