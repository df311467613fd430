"""Routes of lists of products: import by file, in two steps or one, and export."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, BinaryIO, cast

from flask import Response, request
from werkzeug.exceptions import UnsupportedMediaType

from app import services
from app.core import lists
from app.core.config import settings
from app.core.paging import PageWindow
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.routes.limits import UPLOAD_CALLER, limited
from app.routes.openapi import also_refuses
from app.schemas import import_files
from app.schemas.imports import ExportQuery, ImportQuery, ImportReply, ImportRowPage, ImportView, RowQuery

blp = Blueprint("imports", __name__, url_prefix="/api/products", description="Lists of products as CSV")

MEGABYTE = 1024 * 1024
KEPT_IN_MEMORY = MEGABYTE
CSV = "text/csv"
A_LIST = {
    "type": "string",
    "description": "CSV in UTF-8 whose first line names the columns.",
    "example": "sku,price",
}
A_FORM = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}},
    "required": ["file"],
}
TAKES = {"required": True, "content": {CSV: {"schema": A_LIST}, "multipart/form-data": {"schema": A_FORM}}}


def takes_a_list(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let the body of a request to `view` be as long as a list may be."""

    @wraps(view)
    def allowed(*args: Any, **kwargs: Any) -> Any:
        request.max_content_length = settings().import_megabytes * MEGABYTE
        return view(*args, **kwargs)

    return allowed


@blp.route("/import", methods=["POST"])
@limited(UPLOAD_CALLER)
@requires(Permission.PRODUCT_IMPORT)
@takes_a_list
@blp.doc(requestBody=TAKES)
@also_refuses(400, 413, 415)
@blp.arguments(ImportQuery, location="query")
@blp.response(201, ImportReply)
def take_in(query: dict[str, Any], actor: Actor) -> Any:
    """Look at a list of products and, unless it is a dry run, apply all of it."""
    with sent_list() as file:
        given = import_files.read(file)
        if query["dry_run"]:
            return shown("Import looked at", services.imports.preview(actor, given.mapping, given.rows))
        return shown("Import applied", services.imports.carry_out(actor, given.mapping, given.rows))


@blp.route("/import/<int:import_id>")
@requires(Permission.PRODUCT_IMPORT)
@blp.response(200, ImportView)
def one(actor: Actor, import_id: int) -> Any:  # noqa: ARG001
    """Show what became of an import."""
    return services.imports.read(import_id)


@blp.route("/import/<int:import_id>/rows")
@requires(Permission.PRODUCT_IMPORT)
@blp.arguments(RowQuery, location="query")
@blp.response(200, ImportRowPage)
def rows(query: dict[str, Any], actor: Actor, import_id: int) -> Any:  # noqa: ARG001
    """List the rows of an import and what each does."""
    return services.imports.rows(import_id, **query)


@blp.route("/import/<int:import_id>/apply", methods=["POST"])
@requires(Permission.PRODUCT_IMPORT)
@blp.response(200, ImportReply)
def apply(actor: Actor, import_id: int) -> Any:
    """Apply an import that was looked at: all rows or none."""
    return shown("Import applied", services.imports.apply(actor, import_id))


@blp.route("/import/<int:import_id>/undo", methods=["POST"])
@requires(Permission.PRODUCT_IMPORT)
@blp.response(200, ImportReply)
def undo(actor: Actor, import_id: int) -> Any:
    """Take an import back, unless somebody has touched its products since."""
    return shown("Import taken back", services.imports.undo(actor, import_id))


@blp.route("/export")
@requires(Permission.PRODUCT_EXPORT)
@blp.arguments(ExportQuery, location="query")
@blp.response(200, {"type": "string"}, content_type=CSV)
def export(query: dict[str, Any], actor: Actor) -> Response:
    """Export the products of a list, all pages of it, as CSV that can be imported again."""
    pieces = services.exports.products(actor, **query)
    answer = Response(_with_mark(pieces), mimetype=CSV)
    answer.headers["Content-Disposition"] = 'attachment; filename="products.csv"'
    return answer


@contextmanager
def sent_list() -> Iterator[BinaryIO]:
    """The list in the request, as it is or as the `file` of a form; on disk where it is long."""
    if request.mimetype == "multipart/form-data":
        sent = request.files.get("file")
        if sent is None:
            raise lists.broken("Send the list as file.")
        yield cast("BinaryIO", sent.stream)
        return
    if request.mimetype != CSV:
        raise UnsupportedMediaType
    with tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY) as file:
        shutil.copyfileobj(request.stream, file)
        file.seek(0)
        yield cast("BinaryIO", file)


def shown(message: str, found: Any) -> dict[str, Any]:
    """The reply of a write: the import and the first of its rows."""
    first = services.imports.rows(found.id, PageWindow())
    return reply(message, **{"import": found, "rows": first.items})


def _with_mark(pieces: Iterator[str]) -> Iterator[str]:
    # Without it some spreadsheets take UTF-8 for something older.
    yield lists.BOM
    yield from pieces
