"""The preview's door, asked by what is no browser: raw bytes on a socket."""

from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from okrsite.pages.headers import HEADERS
from tests.editing import Desk
from tests.sites import GOAL, objective, site


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A preview that may write, of a site with a picture, beside which a secret lies."""
    where = tmp_path_factory.mktemp("door")
    (where / "secret.png").write_bytes(b"XYZZY")
    files: dict[str, str | bytes] = {
        GOAL: objective("", "![p](p.png)"),
        GOAL[:-13] + "p.png": b"png",
    }
    found = Desk(site(where / "site", files))
    yield found
    found.close()


def answer(desk: Desk, request: bytes) -> tuple[int, bytes]:
    """Status and all bytes of what comes back; 0 where the connection is just closed."""
    with socket.create_connection(("127.0.0.1", desk.server.server_port), timeout=20) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        told = b""
        while piece := line.recv(65536):
            told += piece
    words = told.split(b" ", 2)
    return (int(words[1]) if told.startswith(b"HTTP/") else 0), told


def get(desk: Desk, path: bytes, host: bytes | None = None, more: bytes = b"") -> tuple[int, bytes]:
    """The answer to a GET, its path byte for byte."""
    named = desk.host.encode() if host is None else host
    return answer(desk, b"GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n" % (path, named, more))


@pytest.mark.parametrize(
    "path",
    [b"/../../secret.png", b"/..%2f..%2fsecret.png", b"/%2e%2e/%2e%2e/secret.png", b"//etc/passwd",
     b"/files/../../../secret.png", b"/files/..%5c..%5csecret.png", b"/static/../../pyproject.toml",
     b"/%00", b"/files/%00", b"/\xff\xfe", b"/%ff", b"/static", b"/static/", b"/files/", b"/api/",
     b"/.okrsite-site", b"/content/site.yml", b"/__okrsite__/../../x", b"/__okrsite__/",
     b"file:///etc/passwd", b"http://evil.example/../etc/passwd", b"*", b"x", b"/" + b"a/" * 5000],
)  # fmt: skip
def test_no_path_leads_out_or_lists_a_folder(desk: Desk, path: bytes) -> None:
    """It is not found, and nothing of this machine is told."""
    status, told = get(desk, path)
    assert status in (0, 400, 404, 414), told[:200]
    assert b"XYZZY" not in told
    assert b"root:" not in told
    assert os.fsencode(desk.root) not in told


@pytest.mark.parametrize(
    "host",
    [b"", b"evil.example", b"localhost.evil.example", b"127.0.0.1.evil.example", b"0.0.0.0",
     b"evil.example:80@localhost", b"evil.example#localhost", b"[::ffff:127.0.0.1]", b"LOCALHOST.",
     b"localhost, evil.example", b"127.1"],
)  # fmt: skip
def test_only_names_of_this_machine_are_answered(desk: Desk, host: bytes) -> None:
    """A page elsewhere could otherwise read the preview under a name of its own."""
    status, told = get(desk, b"/", host)
    assert status == 421
    assert b"Example" not in told


def test_without_a_host_nothing_is_answered(desk: Desk) -> None:
    """Whatever the version of HTTP."""
    for request in (b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.0\r\n\r\n", b"GET /\r\n"):
        _, told = answer(desk, request)
        assert b"Be ready" not in told


def test_a_picture_that_became_a_link_to_elsewhere_is_not_shown(desk: Desk) -> None:
    """Though it was a picture when the site was read."""
    picture = desk.root / "content" / GOAL[:-13] / "p.png"
    address = next(each for each in desk.session.held.prepared.pages if each.endswith("p.png"))  # type: ignore[union-attr]
    assert get(desk, address.encode())[0] == 200
    picture.unlink()
    picture.symlink_to(desk.root.parent / "secret.png")
    try:
        assert b"XYZZY" not in get(desk, address.encode())[1]
    finally:
        picture.unlink()
        picture.write_bytes(b"png")


@pytest.mark.parametrize(
    "method", [b"PUT", b"DELETE", b"PATCH", b"OPTIONS", b"TRACE", b"CONNECT", b"X"]
)
def test_nothing_but_reading_and_forms_is_known(desk: Desk, method: bytes) -> None:
    """And what is not known is not echoed as mark-up."""
    request = b"%s /<script> HTTP/1.1\r\nHost: %s\r\n\r\n" % (method, desk.host.encode())
    status, told = answer(desk, request)
    assert status in (400, 405, 501)
    assert b"<script>" not in told


@pytest.mark.parametrize(
    "size", [b"", b"-1", b"1e9", b"9" * 5000, b"0x10", b"99999999999", b"1, 2", "٣".encode()]
)
def test_a_form_of_a_senseless_size_is_refused(desk: Desk, size: bytes) -> None:
    """Before any of it is read; the server goes on."""
    request = b"POST /__okrsite__/edit/check-in HTTP/1.1\r\nHost: %s\r\nContent-Length: %s\r\n\r\n"
    assert answer(desk, request % (desk.host.encode(), size))[0] == 413
    assert get(desk, b"/")[0] == 200


@pytest.mark.parametrize(
    "headers",
    [b"", b"Origin: null\r\n", b"Origin: http://evil.example\r\n", b"Origin: http://localhost\r\n",
     b"Origin: http://127.0.0.1\r\n", b"Sec-Fetch-Site: cross-site\r\n"],
)  # fmt: skip
def test_a_form_from_elsewhere_writes_nothing(desk: Desk, headers: bytes) -> None:
    """Even with all that a form has."""
    before = {path: path.read_bytes() for path in desk.root.rglob("*.md")}
    body = b"token=x&title=y"
    status, _ = answer(
        desk,
        b"POST /__okrsite__/edit/new-objective HTTP/1.1\r\nHost: %s\r\n%s"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
        % (desk.host.encode(), headers, len(body), body),
    )
    assert status in (403, 404)
    assert {path: path.read_bytes() for path in desk.root.rglob("*.md")} == before


def test_no_header_can_be_added_through_an_address(desk: Desk) -> None:
    """Line ends in a path stay within it."""
    for path in (b"/cascade%0d%0aX-Harm:%201", b"/%0d%0aSet-Cookie:%20a=1/", b"/x%0aX-Harm:1"):
        _, told = get(desk, path)
        assert b"\nX-Harm" not in told.partition(b"\r\n\r\n")[0]
        assert b"\nSet-Cookie" not in told.partition(b"\r\n\r\n")[0]


def test_every_answer_carries_the_policy(desk: Desk) -> None:
    """Found or not, refused or not; and no other origin is let in."""
    for path, host in ((b"/", None), (b"/nowhere", None), (b"/", b"evil.example")):
        _, told = get(desk, path, host, b"Origin: http://evil.example\r\n")
        head = told.partition(b"\r\n\r\n")[0].decode()
        for name, value in HEADERS.items():
            assert f"{name}: {value}" in head
        assert "Access-Control" not in head


def test_it_listens_on_this_machine_alone(desk: Desk) -> None:
    """The address of the loopback interface, not of all."""
    assert desk.server.server_address[0] == "127.0.0.1"


def test_who_leaves_in_the_middle_is_no_error(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """A browser that goes on to another page resets its connections: nobody is told of that."""
    before = set(threading.enumerate())
    for half in (b"GET / HT", b"", b"POST /__okrsite__/edit/new HTTP/1.1\r\nHost: localhost\r\n"):
        line = socket.create_connection(("127.0.0.1", desk.server.server_port), timeout=20)
        line.sendall(half)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()
    assert get(desk, b"/")[0] == 200
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=20)
    assert capsys.readouterr().err == ""
