"""What every reply shares: the shape of a page, of a written thing, of an error."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, pre_dump

from app.core.paging import DEFAULT_PER_PAGE, Page, PageWindow
from app.schemas.fields import page_number, per_page


class Command(Schema):
    """The base of every request: keys we do not know are ignored."""

    class Meta:
        """How marshmallow treats what it does not know."""

        unknown = EXCLUDE


class PageQuery(Command):
    """The base of every list's query; loads to a `window` beside its own filters."""

    page = page_number()
    per_page = per_page(DEFAULT_PER_PAGE)

    @post_load
    def into_window(self, query: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Turn the two numbers into one window."""
        return query | {"window": PageWindow(query.pop("page"), query.pop("per_page"))}


class PageView(Schema):
    """The base of every list's reply."""

    total = fields.Integer(required=True)
    total_is_lower_bound = fields.Boolean(
        metadata={
            "description": "Only there, and then true, where there are more than `total`: it is not counted on."
        }
    )
    pages = fields.Integer(required=True)
    current_page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)
    has_next = fields.Boolean(required=True)
    has_prev = fields.Boolean(required=True)


# What a page says of its total, by whether it is exact.
LOWER_BOUND: dict[bool, dict[str, Any]] = {True: {}, False: {"total_is_lower_bound": True}}


class Message(Schema):
    """A sentence for the person who asked."""

    message = fields.String(required=True)


class ErrorView(Schema):
    """The shape of every error."""

    error = fields.String(required=True, metadata={"description": "A sentence for a person."})
    code = fields.String(required=True, metadata={"description": "A word for a machine."})
    details = fields.Dict(required=True, metadata={"description": "By field, where it is about fields."})
    request_id = fields.String(required=True, metadata={"description": "Name it when you ask for help."})


def page_of(
    key: str,
    item: type[Schema],
    *,
    name: str | None = None,
    nested: type[fields.Nested] = fields.Nested,
    **more: fields.Field,
) -> type[Schema]:
    """The reply of a list: `{key: [item …], …paging, …more}`, dumped from a `core.paging.Page`.

    A dict `{"page": Page, **more}` is dumped likewise, where a list has fields beside its rows.
    """

    class Listing(PageView):
        @pre_dump
        def flatten(self, given: Page | dict[str, Any], **_: Any) -> dict[str, Any]:
            rest: dict[str, Any] = dict(given) if isinstance(given, dict) else {}
            page: Page = rest.pop("page") if isinstance(given, dict) else given
            return (
                rest
                | LOWER_BOUND[page.is_exact]
                | {
                    key: page.items,
                    "total": page.total,
                    "pages": page.pages,
                    "current_page": page.window.page,
                    "per_page": page.window.per_page,
                    "has_next": page.window.page < page.pages,
                    "has_prev": page.window.page > 1 and page.total > 0,
                }
            )

    rows = fields.List(nested(item), required=True)
    return Listing.from_dict({key: rows, **more}, name=name or f"{item.__name__.removesuffix('View')}Page")


def written(name: str, **things: type[Schema] | fields.Field) -> type[Schema]:
    """The reply of a write: `{message, thing …}`, as the schema `name`."""
    made = {
        key: thing if isinstance(thing, fields.Field) else fields.Nested(thing, required=True)
        for key, thing in things.items()
    }
    return Message.from_dict(made, name=name)
