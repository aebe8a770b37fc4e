"""The registry as pages: `registry serve`."""

from __future__ import annotations

import re
import socket
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from registry.cli.options.common import common, opened
from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from registry.browse.server.base_address import BaseAddress

app = typer.Typer()

_HERE = ("localhost", "127.0.0.1", "::1")
_EVERYWHERE = ("0.0.0.0", "::", "")


@app.command()
def serve(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 picks a free one.")] = 8001,
    host: Annotated[
        str,
        typer.Option(
            metavar="NAME", help=("The address to listen at. Other machines can reach any address but 127.0.0.1.")
        ),
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open", help="Open a browser.")] = False,
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            envvar="REGISTRY_BASE_URL",
            show_envvar=False,
            help="The public address, such as https://example.org/offices/; links and citations begin with it.",
        ),
    ] = None,
    prefix: Annotated[str, typer.Option(metavar="PATH", hidden=True)] = "/",
    domain: Annotated[list[str] | None, typer.Option(metavar="NAME", hidden=True)] = None,
    metadata: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Titles and descriptions in place of ours, as metadata.yml.")
    ] = None,
    access_log: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A line for each request, without what was asked after `?`; - = stderr."),
    ] = None,
    immutable: Annotated[bool, typer.Option("--immutable", help="Nobody changes the file while it is served.")] = False,
    show_private: Annotated[
        bool, typer.Option("--show-private", help="Let others see what is marked private, too.")
    ] = False,
) -> None:
    """Serve the registry as pages, tables and JSON on this machine. Ctrl-C stops it."""
    with opened(ctx) as registry:  # says what is wrong with the file, and upgrades an older one
        if not show_private and (host not in _HERE or base_url or domain):
            from registry.services.publishing.publish import refuse_private

            refuse_private(registry.file.connection)
    path = common(ctx).db
    base = _base(base_url)
    prefix = base.prefix if base else _slashed(prefix)
    names = _names(host, [*(domain or []), *([base.host] if base else [])])

    from registry.browse.server.serving import Place, application  # Datasette, 400 ms
    from registry.browse.server.watching import logged

    place = Place(prefix, names, base.whole if base else None)
    served = application(path, place, metadata, immutable=immutable)
    with _log_to(access_log) as log, _listening(host, port) as listener:
        shown = "127.0.0.1" if host in _EVERYWHERE else host
        address = f"http://{f'[{shown}]' if ':' in shown else shown}:{listener.getsockname()[1]}{prefix}"
        typer.echo(f"Serving {path} at {address} – Ctrl-C stops it.", err=True)
        if host not in _HERE:
            typer.echo(
                "Anybody who can reach this address sees everything: notes, reasons, who recorded what.", err=True
            )
        if open_browser:
            typer.launch(address)
        _run(logged(served, log) if log else served, listener)
    typer.echo("Ended.", err=True)


def _base(url: str | None) -> BaseAddress | None:
    """The public address. Raises BadParameter for what is none."""
    from registry.browse.server.base_address import base_address

    try:
        return base_address(url) if url else None
    except RegistryError as error:
        raise typer.BadParameter(str(error), param_hint="--base-url") from error


def _slashed(prefix: str) -> str:
    """The prefix between slashes. Raises BadParameter for what is not a path."""
    inner = prefix.strip("/")
    if not re.fullmatch(r"[A-Za-z0-9._~-]*(/[A-Za-z0-9._~-]+)*", inner) or ".." in inner:
        raise typer.BadParameter(f"{prefix!r} is not a path such as /offices/", param_hint="--prefix")
    return f"/{inner}/" if inner else "/"


def _names(host: str, domains: list[str]) -> Collection[str]:
    """The names by which it may be asked: without them any page on the web could read it through a visitor's browser,
    by a name of its own that leads here. Any name where it is open to other machines and none is said.
    """
    if host in _EVERYWHERE and not domains:
        return ()
    return {*_HERE, host.lower(), *(domain.lower() for domain in domains)}


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address. Raises RegistryError where there can be none."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0]
        # asyncio sends at once (TCP_NODELAY) only where the socket names its protocol; without, each answer on a
        # connection that is kept open waits 40 ms for the visitor's acknowledgement.
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise RegistryError(
            f"{host!r} is not an address of this machine ({error.strerror}); give another --host"
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise RegistryError(f"{host} port {port}: {error.strerror}; give another --port or --host") from error
    return listener


@contextmanager
def _log_to(file: Path | None) -> Iterator[TextIO | None]:
    """Where the lines of the requests go; a file grows. Raises RegistryError where it cannot be written."""
    if file is None or str(file) == "-":
        yield sys.stderr if file else None
        return
    try:
        opened_file = file.open("a", encoding="utf-8")
    except OSError as error:
        raise RegistryError(f"{str(file)!r} cannot be written ({error.strerror}); give another --access-log") from error
    with opened_file:
        yield opened_file


def _run(served: object, listener: socket.socket) -> None:
    """Answer requests until Ctrl-C."""
    import contextlib

    import uvicorn

    from registry.browse.server.connections import PatientProtocol

    config = uvicorn.Config(
        served,  # type: ignore[arg-type]
        log_level="error", http=PatientProtocol, ws="none", forwarded_allow_ips="127.0.0.1", server_header=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
