"""The registry as pages: `registry serve`."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options.common import common, opened
from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Collection

app = typer.Typer()

_HERE = ("localhost", "127.0.0.1", "::1")
_EVERYWHERE = ("0.0.0.0", "::", "")


@app.command()
def serve(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 = any that is free.")] = 8001,
    host: Annotated[
        str, typer.Option(metavar="NAME", help="The address to listen at; other machines reach all but 127.0.0.1.")
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open", help="Open a browser.")] = False,
    prefix: Annotated[
        str, typer.Option(metavar="PATH", help="The path under which a proxy passes requests on, such as /offices/.")
    ] = "/",
    domain: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name under which a proxy passes requests on; repeatable."),
    ] = None,
    metadata: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Titles and descriptions in place of ours, as metadata.yml.")
    ] = None,
    immutable: Annotated[bool, typer.Option("--immutable", help="Nobody changes the file while it is served.")] = False,
) -> None:
    """Serve the registry as pages, tables and JSON to read, on this machine; Ctrl-C ends it."""
    opened(ctx).close()  # says what is wrong with the file, and upgrades an older one
    path = common(ctx).db
    prefix = _slashed(prefix)
    names = _names(host, domain or [])

    from registry.browse.server.serving import Place, application  # Datasette, 400 ms

    served = application(path, Place(prefix, names), metadata, immutable=immutable)
    with _listening(host, port) as listener:
        shown = "127.0.0.1" if host in _EVERYWHERE else host
        address = f"http://{f'[{shown}]' if ':' in shown else shown}:{listener.getsockname()[1]}{prefix}"
        typer.echo(f"Serving {path} at {address} – Ctrl-C ends it.", err=True)
        if host not in _HERE:
            typer.echo("Whoever reaches this address sees all of it: notes, reasons, who recorded what.", err=True)
        if open_browser:
            typer.launch(address)
        _run(served, listener)
    typer.echo("Ended.", err=True)


def _slashed(prefix: str) -> str:
    """The prefix between slashes. Raises BadParameter for what is no path."""
    inner = prefix.strip("/")
    if not re.fullmatch(r"[A-Za-z0-9._~-]*(/[A-Za-z0-9._~-]+)*", inner) or ".." in inner:
        raise typer.BadParameter(f"{prefix!r} is no path such as /offices/", param_hint="--prefix")
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
            f"{host!r} is no address of this machine ({error.strerror}); give another --host"
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen()
    except OSError as error:
        listener.close()
        raise RegistryError(f"{host} port {port}: {error.strerror}; give another --port or --host") from error
    return listener


def _run(served: object, listener: socket.socket) -> None:
    """Answer requests until Ctrl-C."""
    import contextlib

    import uvicorn

    config = uvicorn.Config(
        served,  # type: ignore[arg-type]
        log_level="warning", ws="none", limit_concurrency=100, forwarded_allow_ips="127.0.0.1", server_header=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
