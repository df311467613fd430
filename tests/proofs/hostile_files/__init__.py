"""Whatever is uploaded as a picture: only what was drawn anew is kept, and no file costs more than a picture."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from random import Random

import psutil
from PIL import Image

from app.core.permissions import Role
from tests.proofs.harness.clients import Answer, Client
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop
from tests.proofs.hostile_files.hostile_pictures import BAGGAGE, KINDS, Hostile, Maker, saved

UPLOAD = "/api/products/upload-image"
ANSWERS = {201, 400, 413, 415}
CPU_SECONDS, MIB = 2.0, 200
# What a WebP may consist of when there is nothing in it but pixels.
PIXELS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
FORM = "multipart/form-data; boundary=zzzz"
FORMS: dict[str, tuple[str, bytes]] = {
    "no form": ("application/json", b'{"file": "lamp.png"}'),
    "no boundary": ("multipart/form-data", b"--zzzz--"),
    "no file": (FORM, b"--zzzz--\r\n"),
    "a form that breaks off": (
        FORM,
        b'--zzzz\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nab',
    ),
    "a form in an address": ("application/x-www-form-urlencoded", b"file=lamp.png"),
}


class Worker:
    """A process of the server, and what it has taken of the machine."""

    def __init__(self, process: psutil.Process) -> None:
        self.process = process
        self.resident = process.memory_info().rss

    def seconds(self) -> float:
        """CPU time so far, which a busy machine stretches little."""
        times = self.process.cpu_times()
        return times.user + times.system

    def more(self) -> int:
        """The most MiB it ever held beyond those it began with."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():  # only Linux keeps the peak where others can read it
            return (self.process.memory_info().rss - self.resident) >> 20
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return (int(peak.split()[1]) * 1024 - self.resident) >> 20


@dataclass
class Watch:
    """The server while files are uploaded, and the folder of its pictures."""

    shop: Shop
    clerk: Client
    kept: set[str] = field(default_factory=set)
    slowest: float = 0.0
    longest: float = 0.0

    def __post_init__(self) -> None:
        assert self.shop.process is not None
        self.workers = [Worker(p) for p in psutil.Process(self.shop.process.pid).children(recursive=True)]
        self.folder = self.shop.folder / "uploads" / "products"
        self.new_files()

    def upload(self, what: str, body: bytes, content_type: str = FORM) -> Answer:
        """The answer to a form, and what it cost."""
        before, began = self._seconds(), time.monotonic()
        answer = self.clerk.post(UPLOAD, body, headers={"Content-Type": content_type})
        self.longest = max(self.longest, time.monotonic() - began)
        cost, more = self._seconds() - before, self.most()
        self.slowest = max(self.slowest, cost)
        assert answer.status in ANSWERS, f"{what}: the answer is {answer.status}"
        assert cost <= CPU_SECONDS, f"{what}: {cost:.2f} s of work for one file"
        assert more <= MIB, f"{what}: a worker holds {more} MiB more than before"
        return answer

    def most(self) -> int:
        """The most MiB any worker ever held beyond those it began with."""
        return max(worker.more() for worker in self.workers)

    def new_files(self) -> set[str]:
        """The names of what was kept since the last call."""
        here = {str(path.relative_to(self.folder)) for path in self.folder.rglob("*")}
        new, self.kept = here - self.kept, here
        return new

    def _seconds(self) -> float:
        return sum(worker.seconds() for worker in self.workers)


def upload_what_nobody_should_open(trial: Trial) -> None:
    """`n` hostile files and some broken forms, one after the other."""
    scratch = trial.folder / "scratch"
    scratch.mkdir()
    with trial.shop(TMPDIR=str(scratch)) as shop:
        of_the_server = set(scratch.iterdir())
        clerk = shop.client(Role.MANAGER)
        warm_up(clerk)
        watch = Watch(shop, clerk)
        said: Counter[int] = Counter()
        try:
            for number, (what, hostile) in enumerate(islice(files(trial.dice), trial.n)):
                label = f"file {number} ({what}, {len(hostile.file):,} bytes)"
                said[try_to_plant(watch, hostile, label).status] += 1
            said += Counter(watch.upload(what, body, kind).status for what, (kind, body) in FORMS.items())
            said += Counter([watch.upload("two files", parts(Hostile(saved(picture(), "PNG"), True)) * 2).status])
        finally:
            trial.found(
                taken=said[201], refused=said[400] + said[415], too_large=said[413], kept=len(watch.kept),
                most_cpu_seconds=round(watch.slowest, 2), most_mib=watch.most(), longest=round(watch.longest, 2),
            )  # fmt: skip
        watch.new_files()
        assert set(scratch.iterdir()) == of_the_server, "temporary files stay"
        hiding = [path.name for path in shop.folder.rglob("*") if path.is_file() and BAGGAGE in path.read_bytes()]
        assert hiding == [], f"what came with a picture is now in {hiding}"
        assert said[201] > trial.n // 4, f"of {trial.n} files only {said[201]} were taken, so little was shown"
        assert shop.differences() == [], "the books do not agree"


def warm_up(clerk: Client) -> None:
    """Let both workers load what they need for any picture, so that it is not counted as a file's."""
    for kind in ("PNG", "JPEG", "GIF", "WEBP") * 4:
        clerk.hang_up()
        clerk.post(UPLOAD, parts(Hostile(saved(picture(), kind), True)), headers={"Content-Type": FORM})


def try_to_plant(watch: Watch, hostile: Hostile, what: str) -> Answer:
    """Upload a file; whatever is kept of it afterwards is nothing but pixels."""
    answer = watch.upload(what, parts(hostile))
    new = watch.new_files()
    if answer.status != 201:
        assert not hostile.taken, f"{what}: an honest picture is refused: {answer.body[:200]!r}"
        assert new == set(), f"{what}: refused, and yet kept as {new}"
        return answer
    assert hostile.taken is not False, f"{what}: taken"
    urls = [answer.json["url"], answer.json["thumbnail_url"]]
    assert new <= {url.rsplit("/", 1)[1] for url in urls}, f"{what}: kept as {new}, told {urls}"
    for url in urls:
        judge(watch.clerk.get(url, token=""), hostile, f"{what} at {url}")
    return answer


def judge(served: Answer, hostile: Hostile, what: str) -> None:
    """What is served is a picture drawn anew, and a browser will take it for nothing else."""
    assert served.status == 200, f"{what}: {served.status}"
    headers = {name: served.headers.get(name) for name in ("content-type", "x-content-type-options")}
    assert headers == {"content-type": "image/webp", "x-content-type-options": "nosniff"}, f"{what}: {headers}"
    assert "sandbox" in served.headers.get("content-security-policy", ""), f"{what}: a browser may run it"
    assert served.body != hostile.file, f"{what}: kept as it came"
    assert BAGGAGE not in served.body, f"{what}: it still has its baggage"
    pieces = set(riff(served.body))
    assert pieces <= PIXELS, f"{what}: beside its pixels it has {pieces - PIXELS}"
    drawn = Image.open(BytesIO(served.body))
    drawn.load()
    assert max(drawn.size) <= 1600, f"{what}: {drawn.size}"
    assert getattr(drawn, "n_frames", 1) == 1, f"{what}: it moves"
    assert not drawn.getexif(), f"{what}: {dict(drawn.getexif())}"


def riff(file: bytes) -> Iterator[bytes]:
    """The names of the pieces of a WebP; what is behind the last one is a piece too."""
    at, end = 12, 8 + int.from_bytes(file[4:8], "little")
    while at < end:
        yield file[at : at + 4]
        length = int.from_bytes(file[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    if file[:4] != b"RIFF" or at != len(file):
        yield b"tail"


def files(dice: Random) -> Iterator[tuple[str, Hostile]]:
    """Files without end: every kind once, then again and again those that are only clever."""
    rounds = chain([KINDS], iter(lambda: KINDS[2:], None))
    for kind in chain.from_iterable(rounds):
        for hostile in kind(Maker(dice, BAGGAGE + dice.randbytes(6).hex().encode())):
            yield kind.__name__.strip("_").replace("_", " "), hostile


def parts(hostile: Hostile) -> bytes:
    """The form a file is sent in."""
    head = f'--zzzz\r\nContent-Disposition: form-data; name="file"; filename="{hostile.name}"\r\n'
    said = f"Content-Type: {hostile.said}\r\n" if hostile.said else ""
    return (head + said + "\r\n").encode() + hostile.file + b"\r\n--zzzz--\r\n"


def picture() -> Image.Image:
    """A picture nobody minds."""
    return Image.new("RGB", (40, 30), "teal")


PROOF = Proof(
    promise="Of what is uploaded only the pixels are kept; no file costs more than 2 s of work or 200 MiB",
    run=upload_what_nobody_should_open,
    full={"sqlite": 300},
    quick={"sqlite": 84},
)
