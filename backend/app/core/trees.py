"""Trees as a map from each node to its parent; roots have None."""

from collections.abc import Iterator, Mapping

Parents = Mapping[int, int | None]


def lineage(parents: Parents, node: int) -> Iterator[int]:
    """`node`, its parent, and so on up to the root; each once, even where the tree is a ring."""
    seen: set[int] = set()
    current: int | None = node
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        current = parents.get(current)


def is_ring(parents: Parents, node: int) -> bool:
    """Whether the way up from `node` never ends."""
    *_, top = lineage(parents, node)
    return parents.get(top) is not None
