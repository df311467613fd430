"""The shop that counts its statements, as a WSGI server loads it: `bench.counting:app`."""

from bench import counted

counted.listen()  # before the shop opens a connection

from app.routes import at_once  # noqa: E402
from wsgi import app  # noqa: E402

app.wsgi_app = counted.Counted(app.wsgi_app)  # type: ignore[method-assign]
app.extensions[at_once.EXTENSION] = counted.CountedLooks(at_once.of(app).fronts)
