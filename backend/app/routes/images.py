"""Routes of pictures."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, request, send_file

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint
from app.routes.guard import public, requires
from app.routes.limits import UPLOAD_CALLER, limited
from app.schemas.images import ImageUpload, PictureView
from app.services.images import MOST_BYTES

blp = Blueprint("images", __name__, description="Pictures of products")

A_YEAR = 31_536_000
PICTURE = {"type": "string", "format": "binary"}
# A form has some bytes around its file.
MOST_FORM_BYTES = MOST_BYTES + 64 * 1024


def takes_a_picture(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let the body of a request to `view` be as long as a picture may be."""

    @wraps(view)
    def allowed(*args: Any, **kwargs: Any) -> Any:
        request.max_content_length = MOST_FORM_BYTES
        return view(*args, **kwargs)

    return allowed


@blp.route("/api/products/upload-image", methods=["POST"])
@limited(UPLOAD_CALLER)
@requires(Permission.PRODUCT_UPDATE)
@takes_a_picture
@blp.arguments(ImageUpload, location="files")
@blp.response(201, PictureView)
def upload(form: dict[str, Any], actor: Actor) -> Any:
    """Upload a picture; it is drawn anew in two sizes."""
    return services.images.store(actor, form["file"].read(MOST_BYTES + 1))


@blp.route("/static/uploads/products/<name>")
@public()
@blp.response(200, PICTURE, content_type="image/webp")
def uploaded(name: str) -> Response:
    """Serve an uploaded picture."""
    return for_ever(send_file(services.images.find(name), mimetype="image/webp"))


@blp.route("/static/placeholder.png")
@public()
@blp.response(200, PICTURE, content_type="image/png")
def placeholder() -> Response:
    """Serve the picture of products that have none."""
    return for_ever(Response(services.images.placeholder(), mimetype="image/png"))


def for_ever(picture: Response) -> Response:
    """`picture` as something that never changes, and that a browser only ever paints."""
    picture.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    picture.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    picture.headers["X-Content-Type-Options"] = "nosniff"
    return picture
