"""What is installed from a wheel works without the clone: a new playbook is started and built."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from generator.site.layout.stylesheet import joined
from tests.house.imports import ROOT

HERE = Path(sysconfig.get_path("purelib"))


def run(*words: str | Path, cwd: Path) -> str:
    """Run a command away from the clone and return what it prints."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "PIP"))}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=own, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of a new environment: our wheel, and the libraries that are here already."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-cache-dir")
    run(*pip, "wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "new", cwd=folder)
    run(*pip, "--python", folder / "new/bin/python", "install", "--no-deps", "--no-index", wheel, cwd=folder)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    libraries = Path(run(folder / "new/bin/python", "-c", where, cwd=folder).strip())
    (libraries / "libraries.pth").write_text(f"{HERE}\n", "utf-8")
    return folder / "new/bin"


def test_the_wheel_brings_its_own_theme_and_methods(installed: Path, tmp_path: Path) -> None:
    says = "import generator.show.templating.environment as it; print(it.theme_folder())"
    theme = Path(run(installed / "python", "-c", says, cwd=tmp_path).strip())
    assert theme.is_relative_to(installed.parent)
    assert (theme / "main.html").is_file()


def test_a_playbook_is_started_and_built_with_it(installed: Path, tmp_path: Path) -> None:
    run(installed / "playbook", "init", cwd=tmp_path)
    run(installed / "playbook", "build", cwd=tmp_path)
    assert (tmp_path / "site/index.html").is_file()
    assert (tmp_path / "site/assets/playbook.css").read_text("utf-8") == joined(ROOT / "theme/styles")


def test_plain_mkdocs_finds_the_plugin_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    run(installed / "playbook", "init", cwd=tmp_path)
    run(installed / "python", "-m", "mkdocs", "build", "--strict", "--quiet", cwd=tmp_path)
    assert (tmp_path / "site/index.html").is_file()


def test_its_pages_can_be_edited(installed: Path, tmp_path: Path) -> None:
    """The script that opens the forms, and the data of one, from an environment that knows no clone."""
    run(installed / "playbook", "init", cwd=tmp_path)
    command = [str(installed / "playbook"), "serve", "--port", "0"]
    own = {"cwd": tmp_path, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, **own) as serving:  # type: ignore[call-overload]  # words of Popen
        try:
            address = serving.stdout.readline().partition(" ")[0]
            assert "built" in serving.stdout.readline()
            page = fetched(f"{address}first-account/first-deal/")
            (script,) = re.findall(r'src="([^"]*/edit\.js[^"]*)"', page)
            assert "askForNew" in fetched(urljoin(f"{address}first-account/first-deal/", script))
            (base,) = re.findall(r'data-base="([^"]*)"', page)
            form = fetched(urljoin(address, f"{base}form?file=first-account/first-deal.md"))
            assert json.loads(form)["data"]["title"] == "First deal"
        finally:
            serving.terminate()


def fetched(address: str) -> str:
    """Return the text at an address of this machine."""
    with urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())
