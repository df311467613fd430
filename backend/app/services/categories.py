"""Use cases of categories: a tree without rings, and no category in use is ever removed."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app import repositories as repo
from app.core import trees
from app.core.database import transactional
from app.core.errors import Conflict, Forbidden, Invalid, NotFound
from app.core.permissions import Actor, Permission
from app.models import Category
from app.models.product_rows import CategoryRow
from app.services import audit, kept, slugs, versions

NOT_FOUND = "There is no such category."


@dataclass
class Branch:
    """A category as people look at it: with its children and how much it holds."""

    category: Category | CategoryRow
    products_count: int
    children: list["Branch"] = field(default_factory=list)


def everything(viewer: Actor | None, *, parent_only: bool = False) -> list[Branch]:
    """Every category that `viewer` may see, or only the roots, by name."""
    branches = counted(viewer)
    return [found for found in branches if not (parent_only and found.category.parent_id)]


def counted(viewer: Actor | None, counts: Mapping[int, int] | None = None) -> list[Branch]:
    """Every category that `viewer` may see, by name, each holding its own `counts` and its descendants'.

    By default those of all active products, which are kept.
    """
    shelves = kept.in_range("categories", repo.categories.shelves)
    own = {category.id: products for category, products in shelves} if counts is None else counts
    return list(_branches(viewer, [category for category, _ in shelves], own).values())


def read(viewer: Actor | None, category_id: int) -> Branch:
    """One category with its children; NotFound if it is inactive and `viewer` does not manage them."""
    # Counted first: so whatever was counted has its place in the tree.
    counts = repo.categories.product_counts(under=category_id)
    found = _branches(viewer, repo.categories.everything(), counts).get(category_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def read_by_slug(viewer: Actor | None, slug: str) -> Branch:
    """The category that has or had `slug`; NotFound likewise."""
    return read(viewer, slugs.owner(slug) or 0)


@transactional
def create(actor: Actor, *, name: str, parent_id: int | None = None, **rest: Any) -> Category:
    """Make a category under `parent_id`, or a root where there is none.

    Forbidden for a root by somebody who may only make subcategories, Invalid if there is no such parent.
    """
    if parent_id is None and not actor.can(Permission.CATEGORY_CREATE_TOP):
        raise Forbidden.lacking(actor, Permission.CATEGORY_CREATE_TOP)
    if parent_id is not None and repo.categories.held(parent_id) is None:
        raise Invalid.field("parent_id", NOT_FOUND)
    facts = {"name": name, "parent_id": parent_id} | rest
    category = repo.categories.add(Category(**facts, slug=slugs.placeholder()))
    slugs.claim_for(category)
    audit.record(actor, "category.create", category, after=facts | {"slug": category.slug})
    return category


@transactional
def create_under(actor: Actor, parent: int, **facts: Any) -> Category:
    """Make a category under `parent`, whatever else `facts` say of one; NotFound if there is no such."""
    if repo.categories.held(parent) is None:
        raise NotFound(NOT_FOUND)
    facts["parent_id"] = parent
    return create(actor, **facts)


@transactional
def update(actor: Actor, category_id: int, expected: Collection[int] | None = None, **values: Any) -> Category:
    """Change what is given of a category. Its version moves on if anything is different afterwards.

    NotFound, Conflict for a version that is not `expected` or a move under itself, Invalid if there is
    no such parent, Forbidden for a new root by somebody who may only make subcategories.
    """
    parents = repo.categories.hold_tree() if "parent_id" in values else {}
    category = _locked(category_id, expected)
    if values.get("parent_id", category.parent_id) != category.parent_id:
        _check_move(actor, parents, category_id, values["parent_id"])
    return _write(actor, category, values)


@transactional
def reorder(actor: Actor, updates: list[dict[str, int | None]]) -> list[Category]:
    """Do several moves, or none of them if one is wrong or the tree would not be one afterwards."""
    targets = {int(move["id"] or 0): move["parent_id"] for move in updates}
    if len(targets) < len(updates):
        raise Invalid.field("updates", "Each category may be named once.")
    parents = repo.categories.hold_tree()
    unknown = {*targets, *targets.values()} - {*parents, None}
    if unknown:
        raise Invalid.field("updates", f"There is no category {', '.join(map(str, sorted(unknown, key=str)))}.")
    if any(trees.is_ring(parents | targets, category_id) for category_id in targets):
        raise _cycle()
    moved = repo.categories.of_ids(list(targets))
    return [_write(actor, category, {"parent_id": targets[category.id]}) for category in moved]


@transactional
def remove(actor: Actor, category_id: int, expected: Collection[int] | None = None) -> None:
    """Remove an empty category. Conflict while a product or a category stands in it."""
    category = _locked(category_id, expected)
    if repo.categories.has_children(category_id) or repo.products.any_in(category_id):
        raise Conflict(
            "This category still holds products or other categories. Move them first.", code="category_in_use"
        )
    repo.products.clear_deleted_from(category_id)
    repo.slugs.forget(Category, category_id)
    facts = {"name": category.name, "slug": category.slug, "parent_id": category.parent_id}
    audit.record(actor, "category.delete", category, before=facts)
    repo.categories.delete(category)


def _branches(
    viewer: Actor | None, categories: Sequence[Category | CategoryRow], counts: Mapping[int, int]
) -> dict[int, Branch]:
    parents = {category.id: category.parent_id for category in categories}
    totals: Counter[int] = Counter()
    for category_id, count in counts.items():
        for ancestor in trees.lineage(parents, category_id):
            totals[ancestor] += count
    manages = viewer is not None and viewer.can(Permission.CATEGORY_UPDATE)
    by_name = sorted(categories, key=lambda category: (category.name.casefold(), category.id))
    branches = {c.id: Branch(c, totals[c.id]) for c in by_name if c.is_active or manages}
    for branch in branches.values():
        if branch.category.parent_id in branches:
            branches[branch.category.parent_id].children.append(branch)
    return branches


def _locked(category_id: int, expected: Collection[int] | None) -> Category:
    category = repo.categories.locked(category_id)
    if category is None:
        raise NotFound(NOT_FOUND)
    versions.check(category, expected)
    return category


def _write(actor: Actor, category: Category, values: dict[str, Any]) -> Category:
    before, after = audit.changed(category, values)
    for name in after:
        setattr(category, name, values[name])
    if "name" in after:
        slugs.claim_for(category)
    if after:
        category.version += 1
        audit.record(actor, "category.update", category, before=before, after=after)
    return category


def _check_move(actor: Actor, parents: trees.Parents, category_id: int, parent_id: int | None) -> None:
    if parent_id is None and not actor.can(Permission.CATEGORY_CREATE_TOP):
        raise Forbidden.lacking(actor, Permission.CATEGORY_CREATE_TOP)
    if parent_id is not None and parent_id not in parents:
        raise Invalid.field("parent_id", NOT_FOUND)
    if trees.is_ring({**parents, category_id: parent_id}, category_id):
        raise _cycle()


def _cycle() -> Conflict:
    return Conflict("A category cannot stand under itself or its own descendants.", code="category_cycle")
