"""Write the API's own description to frontend/openapi.json: the web client's calls are generated from it."""

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DESCRIPTION = ROOT / "frontend" / "openapi.json"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="barrow-") as folder:
        os.environ |= {"APP_ENV": "testing", "DATABASE_URL": f"sqlite:///{folder}/none.db", "LOG_LEVEL": "WARNING"}
        os.environ |= {"SECRET_KEY": "described-only", "JWT_SECRET_KEY": "described-only"}
        sys.path.insert(0, str(ROOT / "backend"))
        from app import create_app  # noqa: PLC0415 - it reads the environment that was set above

        reply = create_app().test_client().get("/api/docs/openapi.json")
    DESCRIPTION.write_text(described(reply.get_json()))
    return 0


def described(spec: object) -> str:
    """`spec` as the file holds it."""
    return json.dumps(spec, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main())
