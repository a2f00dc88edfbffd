"""Driver of `playbook build`: MkDocs' own build, run by us, with the wishes of a command."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from generator.plugin import offline
from generator.plugin.hooks import PlaybookPlugin
from generator.problems import Problem, Refused
from generator.site.build import Built
from generator.site.request import BuildRequest
from generator.site.session import build_again

log = logging.getLogger("mkdocs.plugins.playbook")

MARKED = re.compile(r' in "[^"]*", line (\d+), column (\d+)')
"""Place where PyYAML stopped, in its messages; the last mark is the fault's own."""
PREAMBLE = "MkDocs encountered an error parsing the configuration file: "


def build(config_file: Path, request: BuildRequest | None = None) -> Built:
    """Build the playbook that `config_file` (a mkdocs.yml) describes, and publish it to its site folder.

    A site that is `offline` stands beside the served one, unless `site_dir` says otherwise.
    Raises Refused, with the last site left as it is, where problems stop the build, and GitFailed and OSError where
    git or the disk do.
    """
    request = request or BuildRequest()
    config = load(config_file, request.site_dir)
    if request.offline:
        offline.ask(config, beside=not request.site_dir)
    plugin = playbook_of(config)
    if built := build_again(plugin.settings(config), request):
        return built
    plugin.request = request
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        plugin.tidy()
        plugin.request = None
        config.plugins.on_shutdown()
    assert plugin.built  # noqa: S101 - a build either raises or leaves its outcome
    return plugin.built


def load(config_file: Path, site_dir: Path | None = None) -> MkDocsConfig:
    """Return the configuration in a mkdocs.yml. Raises Refused with everything that is wrong in it."""
    try:
        written = config_file.read_bytes()
    except FileNotFoundError:
        raise refused(config_file, b"", "no-mkdocs-yml", "there is no such file", "playbook init makes one") from None
    config = MkDocsConfig(config_file_path=str(config_file.resolve()))
    try:
        with config_file.open("rb") as file:
            config.load_file(file)
    except ConfigurationError as error:
        raise refused(config_file, written, "mkdocs-yml", str(error)) from None
    if site_dir:
        config.load_dict({"site_dir": str(site_dir.resolve())})
    errors, warnings = config.validate()
    for name, warning in warnings:
        log.warning("%s: %s: %s", config_file.name, name, warning)
    if errors:
        problems = [refused(config_file, written, "mkdocs-yml", str(error), of=name) for name, error in errors]
        raise Refused(problem for each in problems for problem in each.problems)
    return config


def playbook_of(config: MkDocsConfig) -> PlaybookPlugin:
    """Return the plugin of a configuration. Raises Refused where mkdocs.yml does not name it."""
    plugin = config.plugins.get("playbook")
    if not isinstance(plugin, PlaybookPlugin):
        file = Path(config.config_file_path)
        raise refused(file, file.read_bytes(), "no-plugin", "plugins do not name playbook", "add it", of="plugins")
    return plugin


def refused(file: Path, written: bytes, code: str, says: str, remedy: str = "", of: str = "") -> Refused:
    """Return the refusal of a mkdocs.yml, placed at the mark in the sentence or at the key `of`."""
    if marks := MARKED.findall(says):
        line, column = map(int, marks[-1])
    else:
        lines = written.decode("utf-8", "replace").splitlines()
        starts = (number for number, line in enumerate(lines, 1) if of and line.startswith(f"{of}:"))
        line, column = next(starts, 1), 1
    fault = MARKED.sub("", says.removeprefix(PREAMBLE))
    message = " ".join(f"{of}: {fault}".removeprefix(": ").split())
    return Refused([Problem(file.name, line, column, code, message, remedy)])
