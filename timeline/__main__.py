"""`python -m timeline` and the `timeline` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line on `sys.argv` and end the process with its exit code."""
    from timeline.cli.process import run  # noqa: PLC0415 - importing this module must start nothing

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
