"""`registry serve`, as a program."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from typer.testing import Result

from registry import Registry
from registry.cli.commands.publishing import serve
from registry.store.database import registry_file
from tests.browse.visitors import visitor
from tests.conftest import CHIEF

Run = Callable[..., Result]


@contextmanager
def serving(path: Path, *words: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The program and the address that it says it serves at."""
    command = [sys.executable, "-m", "registry", "--db", str(path), "serve", "--port", "0", *words]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert program.stderr
        said = program.stderr.readline()
        assert " at http" in said, said + program.stderr.read()
        yield said.split(" at ")[1].split()[0], program
    finally:
        program.kill()
        program.communicate()


def read(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=20) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_it_serves_until_it_is_interrupted(served: Path):
    with serving(served) as (address, program):
        assert "Andriy Hnatov" in read(f"{address}role/{CHIEF}?on=2025-03-17")[1]
        assert read(f"{address}registry/people", Host="evil.example")[0] == 421
        assert read(f"{address}nowhere")[0] == 404

        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=20)

    assert program.returncode == 0
    assert (out, err) == ("", "Ended.\n")


def test_what_is_written_meanwhile_is_answered_and_nothing_is_in_the_way_of_it(tmp_path: Path):
    path = tmp_path / "registry.db"
    Registry.create(path)
    with serving(path) as (address, _):
        assert "Jane Roe" not in read(f"{address}registry/people")[1]
        subprocess.run(
            [sys.executable, "-m", "registry", "--db", str(path), "person", "add", "Jane Roe"],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip

        assert "Jane Roe" in read(f"{address}registry/people")[1]


def test_a_page_behind_a_proxy_has_its_prefix_and_its_name(served: Path):
    with serving(served, "--prefix", "offices", "--domain", "Registry.example") as (address, _):
        assert address.endswith("/offices/")
        status, page = read(f"{address}role/{CHIEF}", Host="registry.example", **{"X-Forwarded-Proto": "https"})
        _, data = read(f"{address}registry/people.json", Host="registry.example", **{"X-Forwarded-Proto": "https"})

    assert status == 200
    assert 'href="/offices/' in page
    assert '"next_url": "/offices/registry/people.json' in data


def opened(address: str, sent: bytes = b"") -> socket.socket:
    """A connection to it on which only this was sent."""
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    connection = socket.create_connection((host, int(port)), timeout=30)
    connection.sendall(sent)
    return connection


def test_many_connections_and_many_questions_shut_nobody_out(served: Path, tmp_path: Path):
    """Idle connections and half requests wait beside 200 ordinary ones, which are all answered; each leaves a line."""
    log = tmp_path / "access.log"
    with ExitStack() as stack:
        address, _ = stack.enter_context(serving(served, "--access-log", str(log)))
        for sent in [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"\x16\x03\x01"] * 75:
            stack.enter_context(opened(address, sent))
        ask = b"GET /role/%s?on=2024-06-01&secret=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        asked = [stack.enter_context(opened(address, ask % CHIEF.encode())) for _ in range(200)]
        answers = [connection.makefile("rb").read() for connection in asked]
        _, health = read(f"{address}health", Host="evil.example")

    assert {answer.split(b"\r\n")[0] for answer in answers} == {b"HTTP/1.1 200 OK"}
    assert all(b"</html>" in answer for answer in answers)
    assert '"status": "ok"' in health
    lines = log.read_text().splitlines()
    assert sum(f'GET "/role/{CHIEF}" 200' in line for line in lines) == 200
    assert "secret" not in log.read_text()
    assert "127.0.0.1" not in log.read_text()


def test_a_file_that_may_not_be_written_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "registry.db"
    Registry.create(path)
    monkeypatch.setattr(registry_file, "_is_read_only", lambda _: True)

    visit = visitor(path)

    assert visit("/registry/people").status == 200
    assert visit("/registry/who_held.json?_shape=array").json() == []
    assert [each.name for each in tmp_path.iterdir()] == ["registry.db"]


def test_a_short_answer_on_an_open_connection_does_not_wait_for_the_visitor():
    with serve._listening("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP  # else asyncio leaves Nagle's algorithm on: 40 ms an answer


def test_a_port_in_use_is_told(served: Path, run: Run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))

    assert done.exit_code == 1
    assert f"127.0.0.1 port {port}: Address already in use; give another --port" in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--host", "nowhere.invalid"], 1, "'nowhere.invalid' is not an address of this machine"),
        (["--prefix", "a b"], 2, "not a path such as /offices/"),
        (["--prefix", "../offices"], 2, "not a path such as /offices/"),
        (["--port", "70000"], 2, "65535"),
        (["--prefix", "/registry/"], 1, "is also the name of the database"),
        (["--metadata", "/nowhere/metadata.yml"], 1, "/nowhere/metadata.yml"),
    ],
)
def test_what_cannot_be_served_is_refused_in_words(run: Run, words: list[str], status: int, said: str):
    done = run("serve", *words)

    assert done.exit_code == status
    assert said in done.stderr


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "[" * 500, "title: [", "- a"])
def test_metadata_that_is_none_is_refused_in_words(run: Run, tmp_path: Path, text: str):
    metadata = tmp_path / "metadata.yml"
    metadata.write_text(text, "utf-8")

    done = run("serve", "--metadata", str(metadata))

    assert done.exit_code == 1
    assert done.stderr.endswith("see metadata.yml for an example\n")


def test_a_registry_that_is_missing_is_refused_as_ever(run: Run, db: Path):
    db.unlink()

    done = run("serve")

    assert done.exit_code == 1
    assert " init`, or name another" in done.stderr


@pytest.fixture
def _not_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_run", lambda *_: None)


@pytest.mark.usefixtures("_not_for_long")
def test_a_browser_is_opened_if_that_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setattr(serve.typer, "launch", opened.append)

    assert run("serve", "--port", "0").exit_code == 0
    assert opened == []
    done = run("serve", "--port", "0", "--open", "--prefix", "/offices")
    assert done.exit_code == 0
    assert opened[0].startswith("http://127.0.0.1:")
    assert opened[0].endswith("/offices/")


@pytest.mark.usefixtures("_not_for_long")
def test_it_says_when_other_machines_can_see_it(run: Run):
    assert "Whoever" not in run("serve", "--port", "0").stderr
    assert (
        "Anybody who can reach this address sees everything" in run("serve", "--port", "0", "--host", "0.0.0.0").stderr
    )


def test_names_are_not_asked_of_who_opens_it_to_everybody():
    assert not serve._names("0.0.0.0", [])
    assert "offices.example" in serve._names("0.0.0.0", ["Offices.example"])
    assert "127.0.0.1" in serve._names("127.0.0.1", [])


@pytest.mark.skipif(os.name != "posix", reason="where there are no signals a program is ended otherwise")
def test_it_ends_when_it_is_told_to(served: Path):
    with serving(served) as (_, program):
        program.terminate()
        assert program.wait(timeout=20) in (0, -signal.SIGTERM, 128 + signal.SIGTERM)  # 143: what a shell calls it
