"""The least that a reply can cost: written by hand, without ORM, schema or framework, under the same server."""
