"""What every proof stands on: a real shop that can be hurt, clients that attack it, books that must balance."""
