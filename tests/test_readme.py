"""README's commands are the ones CI runs, and its output is what the package prints."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / ".ci"))

from readme_commands import commands  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_two_commands_stand_on_the_first_screen():
    assert commands("\n".join(README.splitlines()[:45])) == commands(README)
    assert len(commands(README)) == 2


def test_one_command_does_the_main_job_and_one_runs_the_tests():
    job, tests = commands(README)
    assert job.startswith("pip install . && polyglot-norm tag samples/news-page.txt")
    assert tests.startswith('pip install -e ".[test]" && python -m pytest')


def test_ci_takes_its_commands_from_readme():
    assert "readme_commands.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
