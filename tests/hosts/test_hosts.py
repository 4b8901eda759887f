"""What hosts are told: the same headers, redirects and 404 as the site's own files say."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from okrsite import hosts
from okrsite.cli import main
from okrsite.hosts._told import Told, quoted
from okrsite.pages.headers import HEADERS, TRANSPORT
from okrsite.shelf import things
from tests.conftest import program
from tests.sites import GOAL, objective, site

NAMES = [host.name for host in things(hosts.__name__, "HOST")]
ALIAS = {GOAL: objective("aliases: [onboarding-2025]\n")}


def _told(root: Path, name: str, *words: str) -> str:
    done = CliRunner().invoke(main, ["host", name, str(root), *words])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("base", ["/", "/okrs/"])
def test_each_host_is_told_all(tmp_path: Path, name: str, base: str) -> None:
    """Every header, every old address, the page for what is not there, the folder."""
    root = site(tmp_path, ALIAS)
    text = _told(root, name, "--base-url", f"https://example.org{base}", "--folder", "/srv/x")
    for header, value in (*HEADERS.items(), TRANSPORT):
        assert f'{header} "{value}"' in text
    assert f'"{base}objectives/onboarding-2025/"' in text
    assert f'"{base}objectives/2026-q4-onboarding/"' in text
    assert "404.html" in text
    assert "_redirects" in text


@pytest.mark.parametrize("name", NAMES)
def test_only_a_site_of_https_asks_for_https_alone(tmp_path: Path, name: str) -> None:
    """As in the site's own file: a browser would never forget it."""
    text = _told(site(tmp_path), name, "--base-url", "http://intranet/okrs/")
    assert TRANSPORT[0] not in text


def test_a_host_that_is_not_known_is_named_with_those_that_are(tmp_path: Path) -> None:
    """A mistyped name leads to the right one."""
    done = CliRunner().invoke(main, ["host", "ngnix", str(site(tmp_path))])
    assert done.exit_code == 2
    assert "nginx" in done.output


@pytest.mark.parametrize("evil", ['a"b', "a\\b", "a$host", "a\nb", "a{b}", "a`b`"])
def test_nothing_ends_a_text_within_it(evil: str) -> None:
    """What would be read as more than a text is refused, not written."""
    with pytest.raises(ValueError, match="cannot be told"):
        quoted(evil)
    for host in things(hosts.__name__, "HOST"):
        with pytest.raises(ValueError, match="cannot be told"):
            host.write(Told("/srv", "/", {"X": evil}, {}))


@contextmanager
def _nginx(folder: Path, lines: str) -> Iterator[int]:
    """A real nginx, on a port of its own, for as long as it is looked at."""
    port = _free_port()
    (folder / "site.conf").write_text(lines, encoding="utf-8")
    temporary = "".join(
        f"  {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\n"
        f"pid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        "events {}\n"
        "http {\n  types { text/html html; text/css css; text/javascript js; font/woff2 woff2; }\n"
        f"  access_log off;\n{temporary}"
        f"  server {{ listen 127.0.0.1:{port}; include {folder}/site.conf; }}\n}}\n",
        encoding="utf-8",
    )
    nginx = str(program("nginx", "/usr/sbin/nginx"))
    command = [nginx, "-c", str(folder / "nginx.conf")]
    with _listening(command, port, folder / "error.log"):
        yield port


@contextmanager
def _apache(folder: Path, output: Path, base: str, lines: str) -> Iterator[int]:
    """A real Apache, told by an .htaccess file at the top, in its own words within a folder."""
    apache = str(program("apache2", "/usr/sbin/apache2", "httpd"))
    port = _free_port()
    top = base == "/"
    if top:
        (output / ".htaccess").write_text(lines, encoding="utf-8")
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in ("mpm_event", "authz_core", "alias", "dir", "headers", "mime")
    )
    (folder / "types").write_text("text/html html\ntext/css css\n", encoding="utf-8")
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\n{modules}"
        f"PidFile {folder}/apache.pid\nErrorLog {folder}/error.log\nTypesConfig {folder}/types\n"
        + (f"DocumentRoot {output}\n" if top else f"Alias {base.rstrip('/')} {output}\n")
        + f"<Directory {output}>\nRequire all granted\nAllowOverride {'All' if top else 'None'}\n"
        f"{'' if top else lines}</Directory>\n",
        encoding="utf-8",
    )
    command = [apache, "-f", str(folder / "apache.conf"), "-DFOREGROUND"]
    with _listening(command, port, folder / "error.log"):
        yield port


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _listening(command: list[str], port: int, log: Path) -> Iterator[None]:
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(200):
                with socket.socket() as door:
                    if door.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            else:
                raise AssertionError(log.read_text(encoding="utf-8"))
            yield
        finally:
            server.terminate()


def _get(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asked.request("GET", path)
        answer = asked.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        asked.close()


@pytest.mark.parametrize("name", ["nginx", "apache"])
@pytest.mark.parametrize("base", ["/", "/okrs/"])
def test_a_site_is_served_as_it_asks(tmp_path: Path, name: str, base: str) -> None:
    """Headers on pages, on what is not there and on assets; redirects; nothing meant for hosts."""
    root = site(tmp_path / "root", ALIAS)
    address = f"http://127.0.0.1{base}"
    done = CliRunner().invoke(main, ["build", str(root), "--base-url", address])
    assert done.exit_code == 0, done.output
    output = root / "site"
    folder = tmp_path / name
    folder.mkdir()
    told = _told(root, name, "--base-url", address, "--folder", str(output))
    server = _nginx(folder, told) if name == "nginx" else _apache(folder, output, base, told)
    with server as port:
        _is_served_as_it_asks(port, base, output)


def _is_served_as_it_asks(port: int, base: str, output: Path) -> None:
    style = next((output / "static").glob("atlas.*.css")).name
    for path, status in ((base, 200), (f"{base}nothing/here", 404), (f"{base}teams/", 200)):
        got, headers, _ = _get(port, path)
        assert (got, path) == (status, path)
        for name, value in HEADERS.items():
            assert headers[name] == value
        assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"Page not found" in _get(port, f"{base}nothing/here")[2]
    _, headers, _ = _get(port, f"{base}static/{style}")
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    got, headers, _ = _get(port, f"{base}objectives/onboarding-2025/")
    assert got == 301
    assert headers["Location"].endswith(f"{base}objectives/2026-q4-onboarding/")
    assert _get(port, f"{base}_redirects")[0] == 404
    assert _get(port, f"{base}.okrsite-site")[0] == 404
    if base != "/":
        assert _get(port, base.rstrip("/"))[0] == 301
