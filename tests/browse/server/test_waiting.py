"""Connections, the queue of requests, compression, health and the log, in process."""

from __future__ import annotations

import asyncio
import gzip
import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from registry.browse.server.compression import compressed
from registry.browse.server.connections import PatientProtocol
from registry.browse.server.waiting import Turns, in_turns
from registry.browse.server.watching import logged
from tests.browse.reading import Page
from tests.browse.visitors import Visit, visitor

LONG = b"Who held which office, and when? " * 50


def answering(body: bytes = LONG, kind: str = "text/html", wait: float = 0, **headers: str) -> Callable[..., Any]:
    """An application that answers with this."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(wait)
        told = [(b"content-type", kind.encode()), *((n.encode(), v.encode()) for n, v in headers.items())]
        await send({"type": "http.response.start", "status": 200, "headers": told})
        half = len(body) // 2
        await send({"type": "http.response.body", "body": body[:half], "more_body": True})
        await send({"type": "http.response.body", "body": body[half:]})

    return app


async def ask(app: Any, path: str = "/", query: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
    events: list[Any] = []

    async def send(event: Any) -> None:
        events.append(event)

    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": told}
    await app(scope, None, send)
    start = {name.decode(): value.decode() for name, value in events[0]["headers"]}
    return events[0]["status"], start, b"".join(event.get("body", b"") for event in events[1:])


def test_a_text_is_compressed_for_those_who_take_it():
    app = compressed(answering(etag='"a"', vary="Cookie"))

    _, headers, body = asyncio.run(ask(app, accept_encoding="br, GZIP;q=0.8"))
    assert gzip.decompress(body) == LONG
    assert (headers["content-encoding"], headers["vary"], headers["etag"]) == (
        "gzip",
        "Cookie, Accept-Encoding",
        'W/"a"',
    )
    for accepted in ("", "br", "gzip;q=0", "gzip; q=0.0"):
        _, headers, body = asyncio.run(ask(app, accept_encoding=accepted))
        assert body == LONG
        assert "content-encoding" not in headers
        assert headers["vary"] == "Cookie, Accept-Encoding"


def test_a_picture_and_what_is_compressed_already_are_left_alone():
    for app in (answering(kind="image/png"), answering(**{"content-encoding": "br"})):
        assert asyncio.run(ask(compressed(app), accept_encoding="gzip"))[2] == LONG


def test_what_does_not_come_in_time_is_given_up_and_the_next_is_answered():
    async def tried() -> tuple[int, int]:
        slow = in_turns(answering(wait=30), Turns(at_once=1, take=0.05))
        first, second = await asyncio.gather(ask(slow), ask(slow))
        return first[0], second[0]

    assert asyncio.run(tried()) == (503, 503)


def test_what_waits_is_answered_in_turn_and_a_full_queue_says_so():
    async def tried(turns: Turns) -> list[int]:
        app = in_turns(answering(wait=0.01), turns)
        return [status for status, _, _ in await asyncio.gather(*(ask(app) for _ in range(30)))]

    assert asyncio.run(tried(Turns(at_once=2))) == [200] * 30
    assert sorted(set(asyncio.run(tried(Turns(at_once=1, queue=5))))) == [200, 503]
    assert 503 in asyncio.run(tried(Turns(at_once=1, wait=0.03)))


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nX: ", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"])
def test_a_connection_that_asks_nothing_more_is_closed(sent: bytes):
    class Hasty(PatientProtocol):
        seconds = 0.05

    async def tried() -> bytes:
        reader, writer = await asyncio.open_connection(*await _serving(Hasty))
        writer.write(sent)
        with_answer = b""
        for _ in range(4):  # a byte now and then does not help
            await asyncio.sleep(0.02)
            writer.write(b"x" if sent and not sent.endswith(b"\r\n\r\n") else b"")
        with suppress(ConnectionError):
            with_answer = await asyncio.wait_for(reader.read(), 5)
        writer.close()
        return with_answer

    assert asyncio.run(tried()).endswith(LONG) is sent.endswith(b"\r\n\r\n")


def test_the_longest_idle_connection_makes_room():
    class Small(PatientProtocol):
        most = 3

    async def tried() -> bytes:
        where = await _serving(Small)
        idle = [await asyncio.open_connection(*where) for _ in range(10)]
        reader, writer = await asyncio.open_connection(*where)
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        answer = await asyncio.wait_for(reader.read(), 5)
        for _, each in idle:
            each.close()
        return answer

    assert asyncio.run(tried()).endswith(LONG)


async def _serving(protocol: type[PatientProtocol]) -> tuple[str, int]:
    config = uvicorn.Config(
        answering(**{"content-length": str(len(LONG))}), log_level="error", http=protocol, lifespan="off"
    )
    config.load()
    state = uvicorn.server.ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: protocol(config=config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    where: tuple[str, int] = server.sockets[0].getsockname()
    return where


def test_a_line_of_the_log_has_no_query_and_is_one_line():
    log = io.StringIO()
    asyncio.run(ask(logged(answering(), log), "/role/a\n2026 GET", b"on=2024&q=somebody", user_agent="x"))

    (line,) = log.getvalue().splitlines()
    assert ' GET "/role/a\\n2026 GET" 200 1650 ' in line
    assert "somebody" not in line


def test_health_is_answered_by_any_name_and_says_what_is_served(served: Path, tmp_path: Path):
    reply = visitor(served)("/health", headers={"host": "10.0.0.7"})

    assert (reply.status, reply.json(), reply.headers["cache-control"]) == (
        200,
        {"status": "ok", "change": 1},
        "no-store",
    )


def test_pages_and_tables_are_compressed_and_a_tag_of_them_is_known(served: Path):
    visit: Visit = visitor(served)
    for address in ("/people", "/registry/people", "/people.json", "/registry/people.csv"):
        assert visit(address, headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip", address
    tag = visit("/people", headers={"accept-encoding": "gzip"}).headers["etag"]
    assert visit("/people", headers={"if-none-match": tag}).status == 304


@pytest.mark.parametrize(("relation", "name"), [("stylesheet", "registry.css"), ("icon", "icon.svg")])
def test_our_own_files_are_kept_by_whoever_asks_for_them_with_their_digest(served: Path, relation: str, name: str):
    visit = visitor(served)
    links = Page(visit("/").text).all("link")
    link = next(each.attributes["href"] for each in links if each.attributes["rel"] == relation)

    assert visit(link).headers["cache-control"] == "public, max-age=31536000, immutable"
    for other in (link.partition("?")[0], f"{link}0", link.replace(name, "../metadata.yml")):
        assert "immutable" not in visit(other).headers.get("cache-control", "")
