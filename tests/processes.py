"""Processes that tests start and end."""

import multiprocessing
import random
import signal
import subprocess
import sys
from concurrent.futures import Executor

from okrsite.cli._pool import Pool
from tests.conftest import ROOT


def forked() -> Executor:
    """A pool of two, however many processors there are."""
    return Pool(2, mp_context=multiprocessing.get_context("fork"))


def killed(program: str, *words: str, chance: random.Random, within: float) -> None:
    """Run a text of Python until it prints a line, and kill it some moments (seconds) later."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        process.wait(timeout=0.05 + chance.random() * within)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
