"""Reports that leave as a file: which one is asked for, and how it is sent."""

from collections.abc import Callable
from typing import Any

from flask import Response, request

from app.core.sheets import MEDIA_TYPES, WRITERS, Format
from app.routes.blueprint import Blueprint

Table = tuple[list[str], list[list[Any]]]

NAMED = {"Content-Disposition": {"description": "A name for the file.", "schema": {"type": "string"}}}


def may_be_a_file(blp: Blueprint) -> Callable[[Any], Any]:
    """Describe that a view also answers as CSV and as a workbook."""

    def decorate(view: Any) -> Any:
        for kind, schema in (
            (Format.CSV, {"type": "string"}),
            (Format.XLSX, {"type": "string", "format": "binary"}),
        ):
            media = MEDIA_TYPES[kind]
            described = blp.alt_response(200, schema=schema, content_type=media, headers=NAMED, success=True)
            view = described(view)
        return view

    return decorate


def file_or(report: Any, wanted: Format | None, name: str, table: Callable[[], Table]) -> Any:
    """`report` as it is, or its table as the file that the query or the Accept header asks for."""
    kind = wanted or _accepted()
    if kind is Format.JSON:
        return report
    answer = Response(WRITERS[kind](*table()), content_type=_content_type(kind))
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _accepted() -> Format:
    # The first of equals wins, so that a client which takes anything is sent JSON.
    media = request.accept_mimetypes.best_match(list(MEDIA_TYPES.values()), default=MEDIA_TYPES[Format.JSON])
    return next(kind for kind in Format if MEDIA_TYPES[kind] == media)


def _content_type(kind: Format) -> str:
    return f"{MEDIA_TYPES[kind]}; charset=utf-8" if kind is Format.CSV else MEDIA_TYPES[kind]
