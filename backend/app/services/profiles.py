"""A person's own profile."""

from typing import Any

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.models import Profile, User
from app.services import audit


def mine(actor: Actor) -> User:
    """The person's account with its profile."""
    return repo.users.own(actor.id)


@transactional
def update(actor: Actor, **fields: Any) -> User:
    """Change the person's own name, telephone and address; nothing else is reached from here."""
    user = repo.users.locked(actor.id)
    if user is None:
        raise NotFound("There is no such user.")
    if user.profile is None:
        user.profile = Profile()
    before, after = audit.changed(user.profile, fields)
    for name, value in fields.items():
        setattr(user.profile, name, value)
    audit.record(actor, "profile.update", user, before=before, after=after)
    return user
