"""How long a command takes, and how much memory it and its children hold."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_TOP = Path(__file__).parents[2]
_EACH = 0.02
"""Seconds between two looks at the memory."""


class Failed(Exception):
    """A command that was to be measured ended with an error."""


def environment(root: Path) -> Mapping[str, str]:
    """That of this process, with caches in the organisation's folder, and this checkout's code."""
    cache = str(root / ".cache")
    path = os.pathsep.join(filter(None, (str(_TOP), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "XDG_CACHE_HOME": cache, "HUGO_CACHEDIR": cache, "PYTHONPATH": path}


class Cost(NamedTuple):
    """What a command took, in seconds."""

    time: float
    """From start to end."""
    work: float
    """Of the processor, its children's included: what others do at the same time counts less."""


def cost(command: Sequence[str], root: Path) -> Cost:
    """Run a command to its end.

    Raises:
        Failed: where it ended with an error.
    """
    before = _work()
    began = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=root,
        env=environment(root),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    took = time.perf_counter() - began
    if done.returncode:
        raise Failed(f"{' '.join(command)}: {done.stderr.decode(errors='replace')[-2000:]}")
    return Cost(took, _work() - before)


def _work() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak(command: Sequence[str], root: Path) -> int:
    """The most memory that a command and its children held together, in bytes.

    What forked processes share is counted once (the proportional set size, which Linux tells).

    Raises:
        Failed: where it ended with an error.
    """
    process = subprocess.Popen(
        command,
        cwd=root,
        env=environment(root),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    most = 0
    while process.poll() is None:
        most = max(most, held(process.pid))
        time.sleep(_EACH)
    if process.returncode:
        raise Failed(" ".join(command))
    return most


def held(pid: int) -> int:
    """What a process and its children hold now, in bytes."""
    return sum(_own(each) for each in _family(pid))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))
    except OSError:  # it ended while we looked
        return


def _own(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
