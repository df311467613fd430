"""Node, which not every machine has: whether it is new enough, and the packages that a folder's lock file names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import shop

NEEDED = (20, 19)


def why_missing() -> str | None:
    """Why nothing can run on Node here, as the end of a sentence; None when it can."""
    needed = ".".join(map(str, NEEDED))
    if not (shutil.which("node") and shutil.which("npm")):
        return f"Node {needed} or newer is not installed"
    found = subprocess.check_output(["node", "--version"], text=True).strip()
    major, minor, *_ = found.removeprefix("v").split(".")
    if (int(major), int(minor)) < NEEDED:
        return f"Node {needed} or newer is needed and {found} was found"
    return None


def skipped(what: str, why: str) -> int:
    """Say that `what` was not done; the exit code, which is 0 where --skip-without-node allows gaps.

    A machine that has to have everything sets NOTHING_SKIPPED=1, and then none is allowed.
    """
    allowed = "--skip-without-node" in sys.argv and os.environ.get("NOTHING_SKIPPED") != "1"
    print(f"{'SKIPPED' if allowed else 'FAILED'}: {what}, because {why}.", flush=True)
    return 0 if allowed else 1


def install(folder: Path) -> None:
    """Install what the lock file in `folder` says, unless that is what is installed. Raises shop.Failed."""
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    print(f"Installing the packages of {folder.name}/ (npm ci)", flush=True)
    if npm("ci", "--loglevel=error", folder=folder):
        raise shop.Failed("npm could not install what the web client and its checks need")
    installed.touch()


def npm(*arguments: str, folder: Path, **settings: str) -> int:
    """Run npm in `folder`; its exit code. What it started ends with it, and with us."""
    process = shop.start(["npm", *arguments], cwd=folder, env=os.environ | settings)
    try:
        return process.wait()
    finally:
        shop.stop(process)
