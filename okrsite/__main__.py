"""`python -m okrsite` and the command `okrsite`."""

from __future__ import annotations

import atexit
import os
import sys
from typing import NoReturn

from okrsite.cli import main as command


def main() -> NoReturn:
    """Run a command, and end with its exit code, without taking apart what it holds in memory.

    A large portfolio is millions of objects: looking through them and freeing them one by one takes
    seconds, and the system does it at once. What must happen at an end does: texts are written out,
    and whoever asked to be told (`atexit`) is.
    """
    try:
        command()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    else:
        code = 0
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # it is where a program has none
                stream.flush()
        except (OSError, ValueError):  # nobody reads any more, or it is closed
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
