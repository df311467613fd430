"""Shapes of requests and replies: types, lengths, ranges. Never a query."""
