"""Use cases of imports: look at a list of products, apply all of it at once, take it back."""

from collections.abc import Iterable
from typing import Any

from app import repositories as repo
from app.core import clock
from app.core.database import transactional
from app.core.errors import Conflict, Invalid, NotFound
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor, Role
from app.models import ImportRow, ProductImport
from app.models.imports import GivenRow, ImportState, RowKind
from app.services import audit, import_previews, import_writes
from app.services.import_writes import Change

MOST_LINES_NAMED = 100
# From here on an import changes what the shop looks like.
MANY = 500
ERRORS = "Some rows cannot be imported. Correct them, then send the file again."


def clerk(name: str | None = None) -> Actor:
    """The admin who acts where nobody is signed in: by user name or e-mail address, else the first there is.

    NotFound unless it is an admin who may come in.
    """
    admins = repo.users.active_admins()
    if name is None:
        found = admins[0] if admins else None
    else:
        named = repo.users.signing_in_as(name)
        found = named.id if named is not None and named.id in admins else None
    if found is None:
        raise NotFound("There is no such active admin." if name else "This shop has no active admin.")
    return Actor(found, Role.ADMIN)


def preview(actor: Actor, mapping: dict[str, str], rows: Iterable[GivenRow]) -> ProductImport:
    """Say what each of `rows` would do, and keep that; no product changes.

    Reading and comparing takes no lock; only what was found is written in a transaction.
    """
    with import_previews.Decisions() as decisions:
        decisions.collect(rows)
        return _keep(actor, mapping, decisions)


def carry_out(actor: Actor, mapping: dict[str, str], rows: Iterable[GivenRow]) -> ProductImport:
    """Look at `rows` and apply them at once; Invalid (import_has_errors) if one of them cannot be."""
    found = preview(actor, mapping, rows)
    if wrong := found.counts["error"]:
        page = repo.imports.page(found.id, PageWindow(1, MOST_LINES_NAMED), RowKind.ERROR)
        details = {"import_id": found.id, "errors": wrong, "rows": {row.line: row.error for row in page.items}}
        raise Invalid(ERRORS, code="import_has_errors", details=details)
    return apply(actor, found.id)


def read(import_id: int) -> ProductImport:
    """An import; NotFound if there is none."""
    return _there(repo.imports.find(import_id))


def rows(import_id: int, window: PageWindow, kind: RowKind | None = None) -> Page[ImportRow]:
    """Rows of an import in the order of the file."""
    return repo.imports.page(read(import_id).id, window, kind)


@transactional
def apply(actor: Actor, import_id: int) -> ProductImport:
    """Do what the preview said, all of it or nothing.

    Conflict if it was applied before, has rows that cannot be (import_has_errors), or if a product is no
    longer what the preview saw (import_stale, with the lines).
    """
    found = _there(repo.imports.locked(import_id))
    if found.state is not ImportState.PREVIEWED:
        raise Conflict("This import was applied already.", code="import_applied")
    if found.counts["error"]:
        raise Conflict(ERRORS, code="import_has_errors", details={"errors": found.counts["error"]})
    note, stale = f"import {found.id}", []
    for batch in repo.imports.by_product(found.id, RowKind.CHANGED):
        now = repo.import_products.locked([row.product_id for row in batch])
        ahead = [Change(row.line, row.product_id, None, row.before, row.after) for row in batch]
        stale += import_writes.change(actor, note, ahead, now, _is_as_seen)
    for batch in repo.imports.by_line(found.id, RowKind.NEW):
        stale += import_writes.create(actor, note, batch)
    if stale:
        raise _refused("Products have changed since this was looked at. Look again.", "import_stale", stale)
    repo.imports.note_versions(found.id)
    if found.counts["new"] + found.counts["changed"] >= MANY:
        repo.import_products.tell_the_planner()
    found.state, found.applied_at = ImportState.APPLIED, clock.now()
    audit.record(actor, "import.apply", found, after=dict(found.counts))
    return found


@transactional
def undo(actor: Actor, import_id: int) -> ProductImport:
    """Make everything as it was before an import, its new products gone.

    Conflict unless it is applied, or if somebody touched what it wrote (import_touched, with the lines):
    edited a product, sold or reviewed a new one, sold what it had brought.
    """
    found = _there(repo.imports.locked(import_id))
    if found.state is not ImportState.APPLIED:
        raise Conflict("Only an import that is applied can be taken back.", code="import_not_applied")
    note, touched = f"import {found.id} undone", []
    for batch in repo.imports.by_product(found.id, RowKind.CHANGED, RowKind.NEW):
        now = repo.import_products.locked([row.product_id for row in batch])
        changed, new = ([row for row in batch if row.kind is kind] for kind in (RowKind.CHANGED, RowKind.NEW))
        back = [Change(row.line, row.product_id, row.version, row.after, row.before) for row in changed]
        touched += import_writes.change(actor, note, back, now, _is_untouched)
        touched += import_writes.withdraw(actor, note, new, now)
    if touched:
        raise _refused("Somebody has touched these products since.", "import_touched", touched)
    found.state, found.undone_at = ImportState.UNDONE, clock.now()
    audit.record(actor, "import.undo", found, after=dict(found.counts))
    return found


@transactional
def _keep(actor: Actor, mapping: dict[str, str], decisions: import_previews.Decisions) -> ProductImport:
    made = repo.imports.add(ProductImport(actor_id=actor.id, mapping=mapping, counts=dict(decisions.counts)))
    for batch in decisions.batches():
        repo.imports.add_rows([{"import_id": made.id} | row for row in batch])
    audit.record(actor, "import.preview", made, after=dict(made.counts))
    return made


def _there(found: ProductImport | None) -> ProductImport:
    if found is None:
        raise NotFound("There is no such import.")
    return found


def _is_as_seen(change: Change, now: Any) -> bool:
    """Whether a product still is what the preview saw of it."""
    return now.deleted_at is None and all(getattr(now, name) == was for name, was in change.before.items())


def _is_untouched(change: Change, now: Any) -> bool:
    """Whether nobody edited a product after the import; selling is no edit, but what was sold cannot be taken."""
    return now.deleted_at is None and now.version == change.version and now.stock_quantity + change.moved >= 0


def _refused(sentence: str, code: str, lines: list[int]) -> Conflict:
    named = sorted(lines)
    return Conflict(sentence, code=code, details={"lines": named[:MOST_LINES_NAMED], "count": len(named)})
