"""Prints the set-up commands of README, one a line: the shell lines of its first code blocks."""

import re
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
COMMANDS = 2


def commands(text: str) -> list[str]:
    """Return the lines of the first two ``sh`` blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks[:COMMANDS] for line in block.splitlines()]


if __name__ == "__main__":
    print("\n".join(commands(README.read_text(encoding="utf-8"))))  # noqa: T201
