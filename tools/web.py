"""Check, build, measure and try out the web client, as `make test` does; npm's scripts say what each of that means.

The last part needs a Chromium: the one CHROMIUM names, or the first that is found on PATH.
"""

import os
import shutil
import sys

import node
import shop

FRONTEND = shop.ROOT / "frontend"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    if missing := node.why_missing():
        return node.skipped("the web client was not tested", missing)
    node.install(FRONTEND)
    for script in ("check", "build", "budgets"):
        if code := npm_run(script):
            return code
    browser = chromium()
    if browser is None:
        named = os.environ.get("CHROMIUM")
        why = f"CHROMIUM is {named!r}, which is no program" if named else f"there is none of {', '.join(BROWSERS)}"
        return node.skipped("the web client was not tried in a browser", why)
    return npm_run("test:browser", CHROMIUM=browser)


def chromium() -> str | None:
    """The browser to use; one that CHROMIUM names is not replaced by another."""
    named = os.environ.get("CHROMIUM")
    return next((found for name in ([named] if named else BROWSERS) if (found := shutil.which(name))), None)


def npm_run(script: str, **settings: str) -> int:
    """Run a script of frontend/package.json; its exit code."""
    print(f"Web client: npm run {script}", flush=True)
    return node.npm("run", "--silent", script, folder=FRONTEND, **settings)


if __name__ == "__main__":
    shop.leave_on_signals()
    try:
        sys.exit(main())
    except shop.Failed as failure:
        sys.exit(str(failure))
