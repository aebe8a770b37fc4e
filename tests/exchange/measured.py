"""Run the program and say, last of all on stderr, its exit code and how many KB of memory it took at most.

python tests/exchange/measured.py WORDS…. By itself, since a child of a large process is counted as large as that.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    child = os.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-W", "error", "-m", "registry", *sys.argv[1:]])
    _, status, usage = os.wait4(child, 0)
    sys.stderr.write(f"\n{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}\n")


if __name__ == "__main__":
    main()
