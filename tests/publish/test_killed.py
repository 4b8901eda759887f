"""A build that is killed leaves the site as it was, or the new one, and nothing in between."""

import random
from pathlib import Path

import pytest

from okrsite.publish import publish
from tests.processes import killed

FILES = 150
PUBLISHING = """
import sys
from pathlib import Path
from okrsite.publish import publish
import okrsite.publish.folder as step
output, exchanges = Path(sys.argv[1]), sys.argv[2] == "exchange"
if not exchanges:
    step.exchange = lambda one, other: False
print("ready", flush=True)
number = 1
while True:
    publish(((f"{n}.html", b"%d" % number * 2000) for n in range(150)), output)
    number += 1
"""


def state(output: Path) -> set[bytes]:
    """The distinct contents of a published site's pages."""
    pages = sorted(output.glob("*.html"))
    assert len(pages) == FILES
    return {page.read_bytes()[:6] for page in pages}


@pytest.mark.parametrize("way", ["exchange", "rename"])
def test_a_killed_build_never_leaves_half_a_site(tmp_path: Path, way: str) -> None:
    """SIGKILL at random moments; the site is one build's, whole, and the next build sweeps up."""
    output = tmp_path / "site"
    chance = random.Random(way)
    for _ in range(8):
        killed(PUBLISHING, str(output), way, chance=chance, within=0.2)
        old = tmp_path / ".site.old"
        if output.exists():
            assert len(state(output)) == 1
        elif old.exists():  # killed between two renames: whole, and put back by the next build
            assert way == "rename"
            assert len(state(old)) == 1
    publish(((f"{n}.html", b"last") for n in range(FILES)), output)
    assert state(output) == {b"last"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
