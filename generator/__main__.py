"""The command `playbook`, which is `python -m generator`, too."""

import sys


def run() -> None:
    """Run a command; one that is interrupted while its parts are still loaded ends like one that runs."""
    try:
        from generator.cli.main import main

        main(prog_name="playbook")
    except KeyboardInterrupt:
        sys.stderr.write("Aborted!\n")
        sys.exit(1)


if __name__ == "__main__":
    run()
