"""The proofs, in the order they are run and shown. Each is the PROOF of the module of its name."""

from importlib import import_module

from tests.proofs.harness.proof import Proof

IDS = (
    "hot-article",
    "refresh-races",
    "redis-away",
)


def proof(name: str) -> Proof:
    """The proof called `name`; ModuleNotFoundError if there is none."""
    return import_module(f"tests.proofs.{name.replace('-', '_')}").PROOF
