"""`check` where people look: annotations, reports, the job summary, and nothing that a runner would obey."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from generator.assess.judgement import Finding, PlacedFinding
from generator.cli.output.code_in_settings import settings_of
from generator.cli.output.formats import github
from generator.cli.output.formats.fingerprints import fingerprints
from generator.cli.output.formats.gitlab import code_quality
from generator.cli.output.formats.sarif import sarif
from generator.cli.output.formats.text import in_words
from generator.cli.output.remarks import Checked, Remark
from generator.edit.new import new_playbook
from generator.model.method import Severity
from generator.problems import Problem
from generator.read.method import shipped
from tests.cli.running import DEAL, playbook, with_deal
from tests.git.repository import Repository

TODAY = ("--today", "2026-11-23")
COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<text>.*)")
HOSTILE = "x\n::stop-commands::y\r\n##[add-mask]z, 100% %0A"


def problem(number: int, says: str = "is wrong", path: str = "deals/aldermoor/core-banking.md") -> Problem:
    return Problem(path, number, 3, "wrong", says, "mend it")


def obeyed(line: str) -> dict[str, str]:
    """Return what GitHub's runner makes of a printed line: the command, its properties and its text."""
    found = COMMAND.fullmatch(line)
    assert found, line
    properties = dict(each.split("=", 1) for each in found["properties"].split(","))
    return {name: unquote(value) for name, value in properties.items()} | {
        "level": found["level"],
        "text": unquote(found["text"]),
    }


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a playbook with two deals on main, and a branch that changed a line of one of them."""
    made = Repository(tmp_path)
    with_deal(tmp_path)
    other = tmp_path / "deals/aldermoor/other.md"
    other.write_text(DEAL.replace("Core banking", "Other"))
    (tmp_path / "mkdocs.yml").write_text("site_name: Deals\nplugins: [search, playbook]\n")
    made.commit("2026-11-01")
    made.git("switch", "--quiet", "--create", "edit/one")
    with_deal(tmp_path, DEAL.replace('risk: {us: "-"', 'risk: {us: "+"'))
    made.commit("2026-11-02")
    return made


def test_with_a_base_only_changed_deals_have_findings_and_changed_lines_come_first(repository: Repository) -> None:
    said = playbook(repository.root, "check", "--base", "main", *TODAY).output.splitlines()
    assert "other.md" not in "".join(said)
    places = [int(line.split(":")[1]) for line in said[:-1]]
    assert places[0] == 11
    assert places[1:] == sorted(each for each in places if each != 11)
    assert "in changed deals" in said[-1]


def test_a_deal_that_is_not_committed_yet_is_changed_in_every_line(repository: Repository) -> None:
    file = repository.root / "deals/aldermoor/third.md"
    file.write_text(DEAL)
    found = json.loads(playbook(repository.root, "check", "--base", "main", "--format", "json", *TODAY).output)
    assert {each["path"] for each in found["findings"]} == {
        "deals/aldermoor/core-banking.md",
        "deals/aldermoor/third.md",
    }
    assert found["since"] == repository.git("rev-parse", "main")


def test_a_problem_elsewhere_is_still_one(repository: Repository) -> None:
    (repository.root / "deals/aldermoor/other.md").write_text("---\ntitle: Other\n---\n")
    repository.commit("2026-11-03")
    repository.git("branch", "--force", "main")
    said = playbook(repository.root, "check", "--base", "main", *TODAY)
    assert (said.exit_code, said.output.startswith("deals/aldermoor/other.md:1:1:")) == (1, True)


def test_what_main_did_meanwhile_is_not_this_branchs_change(repository: Repository) -> None:
    repository.git("switch", "--quiet", "main")
    (repository.root / "deals/aldermoor/other.md").write_text(DEAL.replace("Core banking", "Moved on"))
    repository.commit("2026-11-03")
    repository.git("switch", "--quiet", "edit/one")
    said = playbook(repository.root, "check", "--base", "main", *TODAY).output
    assert "other.md" not in said


def test_changed_lines_that_look_like_a_patch_are_text(repository: Repository) -> None:
    text = DEAL + "++ b/deals/aldermoor/other.md\n@@ -1 +1,20 @@\n"
    with_deal(repository.root, text)
    repository.commit("2026-11-03")
    found = json.loads(playbook(repository.root, "check", "--base", "main", "--format", "json", *TODAY).output)
    assert {each["path"] for each in found["findings"]} == {"deals/aldermoor/core-banking.md"}


BRINGING = [
    ("extra:\n  polyfills: [https://boo.invalid/x.js]\n", 2, 3, "scripts are added to every page (extra.polyfills)"),
    ("extra: {analytics: {provider: custom}}\n", 1, 9, "scripts are added to every page (extra.analytics)"),
    ("extra: {consent: {title: x}}\n", 1, 9, "scripts are added to every page (extra.consent)"),
    ("extra: {social: [{link: 'javascript:boo'}]}\n", 1, 9, "the theme's templates write it into pages as it is"),
    ("extra: {playbook: {edit: {forge: gitlab}}}\n", 1, 9, "the page for proposals sends tokens to the forge"),
    ("extra: x\n", 1, 1, "the theme's templates write it into pages as it is (extra)"),
    ("extra_javascript:\n  - {path: x.mjs, type: module}\n", 1, 1, "scripts are added to every page"),
    ("extra_javascript: !!set {x.js}\n", 1, 1, "scripts are added to every page"),
    ("extra_css: [x.css]\n", 1, 1, "style sheets are added"),
    ("extra_templates: [x.html]\n", 1, 1, "templates are run and published"),
    ("theme: {name: material, icon: {logo: ../x}}\n", 1, 25, "files are put into pages as they are (theme.icon)"),
    ("theme: {name: material, features: [navigation.instant]}\n", 1, 25, "scripts of the theme are switched on"),
    ("theme: {name: material, locale: ../x}\n", 1, 25, "files of translations are read (theme.locale)"),
    (
        "theme: {name: material, language: ../x}\n",
        1,
        25,
        "theme.language is written in a form that may bring in code",
    ),
    ("theme: {name: material, static_templates: [x.html]}\n", 1, 25, "templates are run and published"),
    ("theme: {name: material, font: {text: Boo}}\n", 1, 25, "pages ask another host for fonts"),
    ("theme: readthedocs\n", 1, 1, "theme is written in a form that may bring in code"),
    ("theme: {name: other}\n", 1, 9, "another theme runs templates of its own"),
    (
        "theme: {palette: {toggle: {icon: x}}}\n",
        1,
        19,
        "theme.palette.toggle is not among the settings known to be harmless",
    ),
    ("markdown_extensions:\n  - pymdownx.snippets: {url_download: true}\n", 1, 1, "Markdown extensions run code"),
    ("mdx_configs: {toc: {}}\n", 1, 1, "settings of Markdown extensions name code to run"),
    ("docs_dir: ..\n", 1, 1, "pages come from another folder than deals"),
    ("site_dir: ../www\n", 1, 1, "the site goes into another folder than site"),
    ("watch: [/etc]\n", 1, 1, "other folders are watched"),
    ("edit_uri: 'javascript:boo'\n", 1, 1, "edit_uri is written in a form"),
    ("edit_uri: //boo.invalid/x\n", 1, 1, "edit_uri is written in a form"),
    ("edit_uri_template: x{path}\n", 1, 1, "edit_uri_template is not among the settings known to be harmless"),
    ("repo_url: 'javascript:boo'\n", 1, 1, "repo_url is written in a form"),
    ("site_name: x</title><script>boo</script>\n", 1, 1, "site_name is written in a form"),
    ("copyright: <img src=x onerror=boo>\n", 1, 1, "copyright is written in a form"),
    ("site_author: 'x\" onload=boo'\n", 1, 1, "site_author is written in a form"),
    ("site_name: !ENV BOO\n", 1, 12, "! at the start of a value has a meaning of its own"),
    ("x: &x [a]\nsite_name: Deals\n", 1, 4, "& at the start of a value has a meaning of its own"),
    ("nav: [{x: 'javascript:boo'}]\n", 1, 1, "nav is not among the settings known to be harmless"),
    ("dev_addr: 0.0.0.0:80\n", 1, 1, "dev_addr is not among the settings known to be harmless"),
    ("never_heard_of:\n", 1, 1, "never_heard_of is not among the settings known to be harmless"),
    ("plugins:\n  - macros:\n", 2, 12, "the plugin 'macros' runs code"),
    ("plugins:\n  - macros: {a: b}\n", 2, 13, "the plugin 'macros' runs code"),
    ("plugins:\n  macros:\n", 2, 10, "the plugin 'macros' runs code"),
    ("plugins: ['', macros]\n", 1, 15, "the plugin 'macros' runs code"),
    (
        "plugins: [{search: {pipeline: [x]}}]\n",
        1,
        21,
        "plugins.search.pipeline is not among the settings known to be harmless",
    ),
    ("plugins: [{playbook: {jobs: boo}}]\n", 1, 23, "plugins.playbook.jobs is written in a form"),
]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("hooks: [x.py]\n", "mkdocs.yml:1:1: settings: hooks run code"),
        ("plugins: [search, macros, playbook]\n", "mkdocs.yml:1:19: settings: the plugin 'macros' runs code"),
        ("plugins:\n  macros: {}\n", "mkdocs.yml:2:11: settings: the plugin 'macros' runs code"),
        ("theme: {name: material, custom_dir: x}\n", "mkdocs.yml:1:25: settings: a folder of templates"),
        ("INHERIT: ../x.yml\n", "mkdocs.yml:1:1: settings: settings come from another file"),
        ("markdown_extensions: [x]\n", "mkdocs.yml:1:1: settings: Markdown extensions run code"),
        ("extra_javascript: [x.js]\n", "mkdocs.yml:1:1: settings: scripts are added to every page"),
        ("plugins: [[{x: y}]]\n", "mkdocs.yml:1:11: settings: the plugin [{'x': 'y'}] runs code"),
        ("plugins: macros\n", "mkdocs.yml:1:10: settings: the plugin 'macros' runs code"),
        ("site_name: !!python/name:os.system\n", "mkdocs.yml:1:12: settings: "),
        ("site_name: [\n", "mkdocs.yml:1:12: settings: cannot be read"),
        *((text, f"mkdocs.yml:{line}:{column}: settings: {says}") for text, line, column, says in BRINGING),
    ],
)
def test_settings_that_newly_bring_in_code_are_named(repository: Repository, settings: str, says: str) -> None:
    (repository.root / "mkdocs.yml").write_text(settings)
    repository.commit("2026-11-03")
    assert says in playbook(repository.root, "check", "--base", "main", *TODAY).output
    (repository.root / "mkdocs.yml").write_text("site_name: Deals\nplugins: [search, playbook]\n")
    assert says in playbook(repository.root, "check", "--base", "main", *TODAY).output, "what is proposed counts"


def test_settings_that_were_so_before_are_nobodys_change(repository: Repository) -> None:
    (repository.root / "mkdocs.yml").write_text("hooks: [x.py]\n")
    repository.commit("2026-11-03")
    assert "settings" not in playbook(repository.root, "check", "--base", "HEAD", *TODAY).output


def test_code_that_a_maintainer_let_in_before_is_not_named_again(repository: Repository) -> None:
    file = repository.root / "mkdocs.yml"
    file.write_text("hooks: [x.py]\ndocs_dir: sales\n")
    repository.commit("2026-11-03")
    file.write_text("# ours\nsite_name: Deals\ndocs_dir: sales\nhooks: [x.py]\n")
    assert "settings" not in playbook(repository.root, "check", "--base", "HEAD", *TODAY).output
    file.write_text("hooks: [x.py, y.py]\ndocs_dir: sales\n")
    said = playbook(repository.root, "check", "--base", "HEAD", *TODAY).output
    assert "mkdocs.yml:1:1: settings: hooks run code" in said
    assert "docs_dir" not in said


def test_settings_that_come_from_beside_mkdocs_yml_are_named(repository: Repository) -> None:
    (repository.root / "mkdocs.yml").write_text("site_name: Deals\n")
    repository.commit("2026-11-03")
    (repository.root / "mkdocs.yaml").write_text("site_name: Deals\n")
    (repository.root / "mkdocs.yml").unlink()
    (repository.root / "mkdocs.yml").symlink_to("other.yml")
    said = playbook(repository.root, "check", "--base", "HEAD", *TODAY).output
    assert "mkdocs.yml is a link: settings come from another file" in said
    assert "there is a file mkdocs.yaml" in said


PLAIN = """\
site_name: Dana's deals
site_description: What we sell & to whom
site_url: https://deals.example.com/
repo_url: https://git.example.com/sales/playbook
edit_uri: -/edit/main/deals/
docs_dir: deals
use_directory_urls: false
strict: true
copyright: Aldermoor 2026
extra: {generator: false}
theme:
  name: material
  language: de
  font: false
  palette:
    - {scheme: slate, primary: deep purple}
plugins:
  - search: {separator: x, lang: [en, de]}
  - playbook: {today: 2026-11-01, jobs: 4}
"""


@pytest.mark.parametrize("settings", [PLAIN, "theme: material\nplugins:\n  search:\n  playbook:\n", ""])
def test_plain_settings_bring_in_nothing(settings: str) -> None:
    assert list(settings_of(settings.encode())) == []


def test_the_settings_that_init_writes_bring_in_nothing() -> None:
    assert list(settings_of(new_playbook("Deals", shipped("target-account"))["mkdocs.yml"])) == []


def test_the_runner_sees_ten_annotations_of_a_level_and_the_summary_has_the_rest() -> None:
    result = Checked(1, tuple(problem(number) for number in range(1, 14)), ())
    commands, rest = github.commands(result, "sales/")
    lines = [obeyed(line) for line in commands.splitlines()]
    assert [line["line"] for line in lines] == [str(number) for number in range(1, 11)]
    assert lines[0] == {
        "file": "sales/deals/aldermoor/core-banking.md",
        "line": "1",
        "col": "3",
        "title": "wrong",
        "level": "error",
        "text": "is wrong (mend it)",
    }
    told = github.summary(result, rest)
    assert [number for number in range(1, 14) if f"core-banking.md:{number}:3: error: is wrong" in told] == [
        11,
        12,
        13,
    ]


def test_the_ten_annotations_go_to_changed_lines_then_to_statements_then_to_what_bears_most(
    repository: Repository,
) -> None:
    for number in range(12):
        blank = repository.root / f"deals/aldermoor/a-blank-{number:02}.md"
        blank.write_text("---\ntitle: Blank\nstage: evaluate\nclose: 2027-01-31\namount: EUR 2,000\n---\n")
    playbook_file = repository.root / "deals/aldermoor/third.md"
    playbook_file.write_text(DEAL.replace('risk: {us: "-"', 'risk: {us: "+"'))
    said = playbook(repository.root, "check", "--base", "main", "--format", "github", *TODAY).output
    shown = [obeyed(line) for line in said.splitlines() if line.startswith("::warning")]
    assert len(shown) == 10
    families = [each["title"].partition(":")[0] in ("uncovered", "incomplete") for each in shown]
    assert families == sorted(families)
    assert not families[0]
    assert "third.md" in shown[0]["file"]


def test_nothing_that_a_file_says_is_a_command() -> None:
    result = Checked(1, (problem(1, HOSTILE, "deals/a,b%::c.md"),), ())
    commands, _ = github.commands(result, "")
    (line,) = commands.splitlines()
    assert "##[" not in line
    read = obeyed(line)
    assert read["file"] == "deals/a,b%::c.md"
    assert read["text"] == "x ::stop-commands::y ##\\[add-mask]z, 100% %0A (mend it)"
    for text in ("\n".join(in_words(result)), github.summary(result, result.remarks())):
        assert "##[" not in text
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]


def test_the_summary_is_text_whatever_it_quotes() -> None:
    result = Checked(1, (problem(1, "</pre><img src=x> @everyone `x`"),), ())
    told = github.summary(result, result.remarks())
    assert told.count("<") == 2
    assert told.index("<pre>") < told.index("@everyone") < told.index("</pre>")


def test_a_summary_stays_below_what_github_drops() -> None:
    result = Checked(1, tuple(problem(number, "x" * 1000) for number in range(2000)), ())
    told = github.summary(result, result.remarks())
    assert len(told.encode()) < 1 << 20
    assert re.search(r"and [\d,]+ more; `playbook check` lists them all", told)


def test_the_job_summary_is_the_file_that_github_names(repository: Repository, tmp_path: Path) -> None:
    told = tmp_path / "summary.md"
    said = playbook(repository.root, "check", "--format", "github", *TODAY, GITHUB_STEP_SUMMARY=str(told))
    assert said.exit_code == 0
    assert len([obeyed(line) for line in said.output.splitlines()]) <= 30
    assert told.read_text().lstrip().startswith("**Deal check.** 2 deals read: 0 problems, ")


def test_without_a_summary_the_rest_stands_behind_the_annotations(repository: Repository) -> None:
    said = playbook(repository.root, "check", "--format", "github", *TODAY, GITHUB_STEP_SUMMARY="").output
    everything = json.loads(playbook(repository.root, "check", "--format", "json", *TODAY).output)
    assert len(said.splitlines()) == len(everything["findings"])


def test_paths_lead_from_the_top_of_the_repository(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    with_deal(tmp_path / "sales/north")
    made.commit("2026-11-01")
    folder = tmp_path / "sales/north"
    assert "file=sales/north/deals/aldermoor/" in playbook(folder, "check", "--format", "github", *TODAY).output
    (first, *_) = json.loads(playbook(folder, "check", "--format", "gitlab", *TODAY).output)
    assert first["location"]["path"] == "sales/north/deals/aldermoor/core-banking.md"


def test_gitlab_gets_a_code_quality_report(repository: Repository) -> None:
    report = json.loads(playbook(repository.root, "check", "--format", "gitlab", *TODAY).output)
    for each in report:
        assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(each["location"]) == {"path", "lines"}
        assert each["location"]["lines"]["begin"] >= 1
    assert len({each["fingerprint"] for each in report}) == len(report)


def remark(line: int, says: str, subject: str = "") -> Remark:
    return Remark("deals/a/b.md", line, 1, "warning", "stale", "rating-stale", subject, says, "")


def test_a_fingerprint_stays_when_its_line_moves_and_differs_from_every_other() -> None:
    before = [remark(3, "x"), remark(5, "x"), remark(7, "y"), remark(9, "is 3 days old", "risk")]
    after = [remark(13, "x"), remark(15, "x"), remark(17, "y"), remark(19, "is 4 days old", "risk")]
    assert fingerprints(before) == fingerprints(after)
    assert len(set(fingerprints(before))) == 4


def test_an_empty_report_is_a_report() -> None:
    assert json.loads(code_quality(Checked(0, (), ()), "")) == []
    (run,) = json.loads(sarif(Checked(0, (), ()), ""))["runs"]
    assert run["results"] == []


def test_sarif_has_no_more_results_than_a_forge_stores_the_gravest_first_and_counts_the_rest() -> None:
    severities: list[Severity] = ["high", "low"]
    found = [
        PlacedFinding(
            f"deals/a/{number % 1_000}.md",
            number + 2,
            1,
            Finding("late", "overdue", severities[number % 2], "", "is late", "mend it", (), number),
        )
        for number in range(27_344)
    ]
    problems = [Problem("deals/z.md", 2, 1, "broken", "is broken")]
    (run,) = json.loads(sarif(Checked(1_000, tuple(problems), tuple(found)), ""))["runs"]
    *results, last = run["results"]
    assert len(run["results"]) == 5_000
    assert [each["level"] for each in results] == ["error", *["warning"] * 4_998]
    weights = [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in results[1:]]
    assert weights == sorted(weights, reverse=True)
    assert last["ruleId"] == "results-left-out"
    left = 27_345 - 4_999
    assert last["message"]["text"].startswith(f"{left:,} more results left out here: 8,674 warnings, 13,672 notices")
    assert len({each["partialFingerprints"]["remark/v1"] for each in run["results"]}) == 5_000


@pytest.mark.parametrize("number", [4_999, 5_000, 5_001])
def test_sarif_leaves_nothing_out_before_the_limit(number: int) -> None:
    problems = tuple(Problem("deals/z.md", line + 1, 1, "broken", "is broken") for line in range(number))
    (run,) = json.loads(sarif(Checked(1, problems, ()), ""))["runs"]
    counted = [each["message"]["text"] for each in run["results"] if each["ruleId"] == "results-left-out"]
    assert len(run["results"]) == min(number, 5_000)
    assert counted == (
        ["2 more results left out here: 2 errors (`playbook check` lists them all)"] * (number > 5_000)
    )


def test_sarif_has_what_its_schema_requires(repository: Repository) -> None:
    whole: dict[str, Any] = json.loads(playbook(repository.root, "check", "--format", "sarif", *TODAY).output)
    assert set(whole) == {"$schema", "version", "runs"}
    assert whole["version"] == "2.1.0"
    (run,) = whole["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert {"name", "version", "rules"} == set(driver)
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for each in run["results"]:
        assert driver["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
        assert each["level"] in ("none", "note", "warning", "error")
        assert each["message"]["text"]
        (place,) = each["locations"]
        region = place["physicalLocation"]["region"]
        assert min(region["startLine"], region["startColumn"]) >= 1
        assert re.fullmatch(r"[\w/.%-]+", place["physicalLocation"]["artifactLocation"]["uri"])
        assert all(isinstance(value, str) for value in each["partialFingerprints"].values())


def test_every_format_says_how_to_mend_a_line(tmp_path: Path) -> None:
    with_deal(tmp_path, DEAL.replace("stage: ", "stgae: "))
    text, github_, sarif_, json_ = (
        playbook(tmp_path, "check", "--format", each, *TODAY).output for each in ("text", "github", "sarif", "json")
    )
    line = next(each for each in DEAL.splitlines() if each.startswith("stage: "))
    wrong = line.replace("stage", "stgae")
    assert f"      3 | {wrong}\n        | ^^^^^\n  write | {line}\n" in text
    annotation = obeyed(next(each for each in github_.splitlines() if "unknown-key" in each))
    assert annotation["text"].endswith(f"write: {line}")
    assert (annotation["col"], annotation["endColumn"]) == ("1", "6")
    (result,) = [each for each in json.loads(sarif_)["runs"][0]["results"] if each["ruleId"] == "unknown-key"]
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 6,
    }  # fmt: skip
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 6},
            "insertedContent": {"text": "stage"},
        }
    ]
    (record,) = [each for each in json.loads(json_)["problems"] if each["code"] == "unknown-key"]
    assert record["excerpt"] == {"text": wrong, "begin": 1, "length": 5}
    assert (record["mend"]["certain"], record["mend"]["after"]) == (False, [line])


def test_a_quoted_line_is_never_obeyed(tmp_path: Path) -> None:
    with_deal(tmp_path, DEAL.replace("stage: ", "stgae: ::add-mask::x ##[error]y \x1b[31m\u202e"))
    for format_ in ("text", "github", "gitlab", "sarif", "json"):
        said = playbook(tmp_path, "check", "--format", format_, *TODAY).output
        lines = [each.strip() for each in said.splitlines()]
        assert not [each for each in lines if each.startswith("::") and not COMMAND.fullmatch(each)]
        assert not re.search(r"##\[|\x1b|\u202e", said)


def test_a_review_comment_has_the_lines_to_take_by_a_click(tmp_path: Path) -> None:
    with_deal(tmp_path, DEAL.replace("stage: ", "stgae: ").replace("title: ", "title: 王, "))
    report = json.loads(playbook(tmp_path, "check", "--format", "rdjson", *TODAY).output)
    (one,) = [each for each in report["diagnostics"] if each["code"]["value"] == "unknown-key"]
    line = next(each for each in DEAL.splitlines() if each.startswith("stage: "))
    assert one["severity"] == "ERROR"
    assert one["location"] == {
        "path": "deals/aldermoor/core-banking.md",
        "range": {"start": {"line": 3}, "end": {"line": 3}},
    }
    assert one["suggestions"] == [{"range": one["location"]["range"], "text": line}]


def test_a_review_comment_counts_columns_in_bytes(tmp_path: Path) -> None:
    with_deal(tmp_path, DEAL.replace("title: ", "compelling_event: {what: 王, deadline: soon}\ntitle: "))
    report = json.loads(playbook(tmp_path, "check", "--format", "rdjson", *TODAY).output)
    (one,) = [each for each in report["diagnostics"] if each["code"]["value"] == "not-a-date"]
    before = "compelling_event: {what: 王, deadline: "
    start = len(before.encode()) + 1
    assert one["location"]["range"] == {
        "start": {"line": 2, "column": start},
        "end": {"line": 2, "column": start + 4},
    }
    assert "suggestions" not in one
