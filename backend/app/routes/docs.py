"""The API's description and its interactive page, from our own origin."""

from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, jsonify, send_from_directory

from app.routes.guard import public
from app.routes.openapi import Api

ASSETS = Path(flask_swagger_ui.__file__).parent / "dist"
PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Barrow API</title>
  <link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
</head>
<body>
  <div id="swagger-ui"></div>
  <script src="/api/docs/assets/swagger-ui-bundle.js"></script>
  <script src="/api/docs/start.js"></script>
</body>
</html>
"""
START = (
    "SwaggerUIBundle({url: '/api/docs/openapi.json', dom_id: '#swagger-ui', deepLinking: true, "
    "persistAuthorization: false, tagsSorter: 'alpha'});\n"
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'"
)


def blueprint_for(api: Api) -> Blueprint:
    """The routes that show how `api` is described."""
    blp = Blueprint("docs", __name__, url_prefix="/api/docs")

    @blp.get("")
    @public()
    def page() -> Response:
        reply = Response(PAGE, mimetype="text/html")
        reply.headers["Content-Security-Policy"] = POLICY
        return reply

    @blp.get("/start.js")
    @public()
    def start() -> Response:
        return Response(START, mimetype="text/javascript")

    @blp.get("/assets/<path:name>")
    @public()
    def asset(name: str) -> Response:
        return send_from_directory(ASSETS, name, max_age=86_400)

    @blp.get("/openapi.json")
    @public()
    def description() -> Response:
        return jsonify(api.spec.to_dict())

    return blp
