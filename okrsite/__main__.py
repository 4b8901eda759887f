"""`python -m okrsite` and the command `okrsite`."""

from __future__ import annotations

import atexit
import errno
import os
import sys
from typing import NoReturn

from okrsite.cli import main as command

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What a disk says that takes no more."""


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
    except OSError as fault:
        if fault.errno not in _FULL:
            raise
        print(f"Error: nothing more can be written: {fault.strerror}", file=sys.stderr)
        code = 1
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
