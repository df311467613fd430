"""What the containers and the web server in front of the shop promise, read from their files.

No container is started: where there is no engine, a promise that nobody checks is soon broken.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Self

import pytest
import yaml

from app.core.config import Settings

PROJECT = Path(__file__).resolve().parents[2]
FRONTEND = PROJECT / "frontend"
COMPOSE = yaml.safe_load((PROJECT / "docker-compose.dev.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILES = [PROJECT / "backend/Dockerfile", FRONTEND / "Dockerfile", FRONTEND / "Dockerfile.dev"]
HEADERS = "/etc/nginx/security-headers.conf"
POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", "https:"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "object-src": ["'none'"],
}


@dataclass
class Block:
    """A block of nginx's configuration: its own directives, each as words, and the blocks in it."""

    name: list[str]
    directives: list[list[str]] = field(default_factory=list)
    blocks: list[Self] = field(default_factory=list)

    def values(self, directive: str) -> list[list[str]]:
        """What follows each `directive` of this block, not of those around it."""
        return [words[1:] for words in self.directives if words[0] == directive]

    def said(self, directive: str) -> str | None:
        """The one value of `directive`; None where this block says nothing of it."""
        found = self.values(directive)
        return " ".join(found[0]) if found else None


def parsed(path: Path) -> Block:
    text = re.sub(r"^\s*#.*$", "", path.read_text(), flags=re.MULTILINE)
    open_blocks, words = [Block(["main"])], []
    for token in re.findall(r'"[^"]*"|\'[^\']*\'|\$\{\w+\}|[{};]|[^\s{};]+', text):
        if token == "{":
            block = Block(words)
            open_blocks[-1].blocks.append(block)
            open_blocks.append(block)
        elif token == ";":
            open_blocks[-1].directives.append(words)
        elif token == "}":
            open_blocks.pop()
        else:
            words.append(token[1:-1] if token[0] in "\"'" else token)
            continue
        words = []
    [main] = open_blocks
    return main


NGINX = parsed(FRONTEND / "nginx.conf")
[SERVER] = [block for block in NGINX.blocks if block.name == ["server"]]
LOCATIONS = {block.name[-1]: block for block in SERVER.blocks}
SECURITY = {words[0]: words[1:] for words in parsed(FRONTEND / "security-headers.conf").values("add_header")}


def test_containers_have_the_names_and_ports_that_people_use():
    said = {name: (service["container_name"], service["ports"]) for name, service in SERVICES.items()}
    assert said == {
        "backend": ("ecommerce-backend-dev", ["127.0.0.1:5000:5000"]),
        "frontend": ("ecommerce-frontend-dev", ["127.0.0.1:5173:5173"]),
    }


def test_a_plain_up_starts_the_client_once_the_api_is_healthy():
    client = SERVICES["frontend"]
    assert "profiles" not in client
    assert client["depends_on"] == {"backend": {"condition": "service_healthy"}}
    assert "healthcheck" in SERVICES["backend"]
    assert client["environment"]["BACKEND"] == "http://backend:5000"
    built = FRONTEND / client["build"]["dockerfile"]
    assert (PROJECT / client["build"]["context"]).resolve() == FRONTEND
    assert '"--host", "0.0.0.0"' in built.read_text()


def test_mounted_sources_exist_and_are_only_read():
    mounts = [m for service in SERVICES.values() for m in service.get("volumes", []) if m.startswith(".")]
    assert [m for m in mounts if not m.endswith(":ro")] == []
    assert [m for m in mounts if not (PROJECT / m.partition(":")[0]).exists()] == []


def test_every_part_of_the_seed_is_mounted():
    mounted = {m.partition(":")[0].removeprefix("./") for m in SERVICES["backend"]["volumes"]}
    assert {path.name for path in PROJECT.glob("seed_*.py")} - mounted == set()


@pytest.mark.parametrize("path", DOCKERFILES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_an_image_runs_as_a_numbered_user_and_installs_what_is_locked(path):
    last = path.read_text().split("\nFROM ")[-1]
    assert [int(number) > 0 for number in re.findall(r"^USER (\d+)$", last, re.MULTILINE)] == [True]
    commands = "\n".join(line for line in path.read_text().splitlines() if not line.startswith("#"))
    for installs in re.findall(r"\b(?:npm|pip) (?:i|ci|install)\b[^\n]*", commands):
        assert "npm ci" in installs or "--require-hashes" in installs
    assert "npx" not in commands
    assert ":latest" not in commands


def test_both_images_of_the_client_build_with_one_version_of_node():
    images = {image for path in DOCKERFILES for image in re.findall(r"^FROM (node:\S+)", path.read_text(), re.M)}
    assert images == {"node:22-slim"}


def test_a_builder_is_sent_neither_packages_nor_secrets():
    ignored = (FRONTEND / ".dockerignore").read_text().splitlines()
    assert {"node_modules", "dist", ".env*"} <= set(ignored)
    assert (PROJECT / ".dockerignore").read_text().splitlines()[1] == "*"


def test_the_image_fills_in_every_name_of_the_template_and_no_variable_of_nginx():
    template, image = (FRONTEND / "nginx.conf").read_text(), (FRONTEND / "Dockerfile").read_text()
    [named] = re.findall(r'NGINX_ENVSUBST_FILTER="\^\((.+)\)\$"', image)
    assert set(re.findall(r"\$\{(\w+)\}", template)) == set(named.split("|"))
    assert "BACKEND_URL=" in image
    assert "NGINX_ENTRYPOINT_LOCAL_RESOLVERS=1" in image


def test_nobody_but_us_runs_or_frames_a_page():
    value, always = SECURITY["Content-Security-Policy"]
    policy = {name: sources for name, *sources in (part.split() for part in value.split(";"))}
    assert (policy, always) == (POLICY, "always")


def test_pages_are_told_apart_from_everything_else_a_browser_could_take_them_for():
    assert SECURITY["X-Content-Type-Options"] == ["nosniff", "always"]
    assert {"Referrer-Policy", "Permissions-Policy"} < SECURITY.keys()
    assert {words[-1] for words in SECURITY.values()} == {"always"}


def test_a_location_that_adds_a_header_adds_all_security_headers():
    """nginx forgets the headers of the block around as soon as a location adds one: so there are none around."""
    assert NGINX.values("add_header") == SERVER.values("add_header") == SERVER.values("include") == []
    for name, location in LOCATIONS.items():
        adds = bool(location.values("add_header") or location.values("try_files"))
        assert adds == ([HEADERS] in location.values("include")), name
        assert not (adds and location.values("proxy_pass")), name  # the API has headers of its own


def test_the_page_has_no_script_that_the_policy_would_refuse():
    inline: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            named = dict(attrs)
            inline.extend([tag] if tag == "script" and not named.get("src") else [])
            inline.extend(name for name in named if name.startswith("on"))

    Reader().feed((FRONTEND / "index.html").read_text())
    assert inline == []


def test_only_pages_fall_back_to_the_page():
    assert LOCATIONS["/"].said("try_files") == "$uri /index.html"
    assert LOCATIONS["/assets/"].said("try_files") == "$uri =404"
    assert [name for name, location in LOCATIONS.items() if location.values("try_files")] == ["/", "/assets/"]


def test_named_files_are_kept_and_the_page_that_names_them_is_not():
    kept = {name: location.values("add_header") for name, location in LOCATIONS.items()}
    assert kept["/"] == [["Cache-Control", "no-cache", "always"]]
    # Not "always": an error must not be kept for a year.
    assert kept["/assets/"] == [["Cache-Control", "public, max-age=31536000, immutable"]]


def test_every_address_of_the_api_is_passed_on_here_and_in_development(app):
    passed_on = [name for name, location in LOCATIONS.items() if location.said("proxy_pass") == "$backend"]
    roots = [name.rstrip("/") for name in passed_on]
    developing = re.findall(r'"(/[a-z]+)"', (FRONTEND / "vite.config.ts").read_text())
    assert set(developing) == {f"/{root.split('/')[1]}" for root in roots}
    # What Prometheus reads is nothing for the people in front.
    addresses = {rule.rule.rstrip("/") for rule in app.url_map.iter_rules()} - {"", "/metrics"}
    lost = [a for a in addresses if not any(a == root or a.startswith(f"{root}/") for root in roots)]
    assert lost == []


def test_the_api_is_told_who_asks_and_believes_nobody_else():
    told = {words[0]: words[1] for words in SERVER.values("proxy_set_header")}
    assert {"Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"} <= told.keys()
    # Said in one place: a location that sets one of them would forget the others.
    assert [name for name, location in LOCATIONS.items() if location.values("proxy_set_header")] == []


def test_the_live_board_is_passed_on_event_by_event(app):
    [address] = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.endswith("/stream")}
    stream = LOCATIONS[address]
    assert (stream.said("proxy_buffering"), stream.said("gzip")) == ("off", "off")
    assert stream.said("proxy_read_timeout") == "1h"
    assert "text/event-stream" not in str(SERVER.said("gzip_types"))


def test_what_the_api_takes_is_not_too_large_for_the_server_in_front():
    assert LOCATIONS["/api/products/import"].said("client_max_body_size") == f"{Settings.import_megabytes}m"
    assert SERVER.said("client_max_body_size") == "6m"
