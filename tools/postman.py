"""Run the Postman collection twice in a row against one freshly seeded production server.

Twice, because a collection that only passes on an untouched shop is no use to the person who runs it by hand.
The shop lives in a temporary folder and the server on a port the system picked, so nothing else is disturbed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import node
import shop

TOOLS = shop.ROOT / "tools"
POSTMAN = shop.ROOT / "postman"


def main() -> int:
    if missing := node.why_missing():
        return node.skipped("the Postman collection was not run", missing)
    node.install(TOOLS)
    with tempfile.TemporaryDirectory(prefix="barrow-") as name:
        shop.seed(Path(name))
        with shop.serving(shop.environment(Path(name)), *shop.QUIET) as base_url:
            return run_collection(base_url, "first") or run_collection(base_url, "second")


def run_collection(base_url: str, which: str) -> int:
    print(f"Postman: {which} run", flush=True)
    return subprocess.call(
        [
            "node",
            TOOLS / "node_modules/newman/bin/newman.js",
            "run",
            POSTMAN / "Flask_Ecommerce_API.postman_collection.json",
            *("--environment", POSTMAN / "Barrow.postman_environment.json"),
            *("--env-var", f"base_url={base_url}"),
            *("--working-dir", POSTMAN),
            *("--reporters", "cli", "--reporter-cli-no-success-assertions", "--reporter-cli-no-banner"),
        ]
    )


if __name__ == "__main__":
    shop.leave_on_signals()
    try:
        sys.exit(main())
    except shop.Failed as failure:
        sys.exit(str(failure))
