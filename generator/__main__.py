"""`python -m generator` is `playbook`."""

from generator.cli.main import main

main(prog_name="playbook")
