"""Edits touch their entry's lines and no others; an unedited file stays as it is, byte for byte."""

# ruff: noqa: E501 - lines stand as they are in a file

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case import CaseFile
from parley.case.emit import block, flow
from parley.case.load import plain
from parley.case.splice import end_of
from parley.case.yamlfile import compose
from parley.errors import CaseError, UsageError
from tests.case.casetexts import PLAIN, STRIKE, TALKS

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["yes", "no", "null", "~", "", "08", "1e3", "A:0-35", "a: b", "x # y", "- a", "wage >= 25", "none -> some",
     "[a", "{a", "'", '"', "%a", "@a", "`a", "!a", "&a", "*a", "|", ">", "? a", "a,b", "\ufeff", "\x85", "\u2028"]
)  # fmt: skip
values = st.recursive(
    st.none() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def read(text: str) -> Any:
    tree = compose(text)
    assert tree.root is not None, tree.problems
    assert not tree.problems
    return plain(tree.root)


@given(values)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert read(f"k: {flow(value)}")["k"] == value
    assert read("\n".join(block({"k": value}, 0)))["k"] == value
    assert read("\n".join(block([value], 0))) == [value]


@pytest.mark.parametrize("text", [TALKS, STRIKE, PLAIN])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n# the end"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_an_unedited_file_is_written_back_byte_for_byte(
    tmp_path: Path, text: str, newline: str, end: str, bom: bytes
) -> None:
    data = bom + (text.rstrip("\n") + end).replace("\n", newline).encode()
    path = tmp_path / "case.yaml"
    path.write_bytes(data)
    file = CaseFile.open(path)
    file.set(("parley",), 1)  # what it is already
    file.save()
    assert path.read_bytes() == data


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines taken out, and lines put in."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [x[2:] for x in lines if x[0] == "-"], [x[2:] for x in lines if x[0] == "+"]


EDITS: list[tuple[str, str, tuple[Any, ...], list[str], list[str]]] = [
    ("as_of, with its comment kept", "set", (("as_of",), "2026-01-02"),
     ["as_of: null                                   # the report has no date"],
     ["as_of: 2026-01-02                                   # the report has no date"]),
    ("a value inside a line", "set", (("status_quo", "halt"), "week"),
     ["status_quo: {talks: no, halt: none, aid: no, freed_from_port: none, freed_by_govern: none}"],
     ["status_quo: {talks: no, halt: week, aid: no, freed_from_port: none, freed_by_govern: none}"]),
    ("an item of a list in a line", "append", (("proposals", 0, "to"), "rim"),
     ["    to: [front]"], ["    to: [front, rim]"]),
    ("an answer", "append", (("proposals", 1), {"answers": [{"by": "front", "answer": "deferred"}]}),
     [], ["    answers: [{by: front, answer: deferred}]"]),
    ("a proposal", "append",
     (("proposals",), {"id": "o3", "kind": "offer", "by": ["front"], "gives": {"talks": "yes"},
                       "wants": {"halt": ["week", "ceasefire"]}, "evidence": ["A:1-2", "A:3-4"]}),
     [], ["  - id: o3", "    kind: offer", "    by: [front]", "    gives: {talks: yes}",
          "    wants: {halt: [week, ceasefire]}", '    evidence: ["A:1-2", "A:3-4"]']),
    ("a precondition", "append",
     (("preconditions",), {"id": "f2", "by": "govern", "first": {"aid": "yes"}, "then": {"talks": "yes"}}),
     [], ["  - {id: f2, by: govern, first: {aid: yes}, then: {talks: yes}}"]),
    ("a party", "append", (("parties",), {"qatar": {"name": "Qatar"}}),
     [], ["  qatar: {name: Qatar}"]),
    ("preferences, from nothing", "append", (("preferences",), {"rim": {"priorities": ["aid", "not talks"]}}),
     ["preferences: {}                               # none is stated"],
     ["preferences: {rim: {priorities: [aid, not talks]}}                               # none is stated"]),
    ("a section that was not there", "append", (("rules",), "talks if halt = week"),
     [], ["rules: [talks if halt = week]"]),
    ("out of a block", "remove", (("one_way", 0),),
     ["  - freed_from_port: [none -> some, none -> all, some -> all]"], []),
    ("the last one out of a block", "remove", (("preconditions", 0),),
     ["preconditions:",
      "  - {id: f1, by: [front], first: {halt: [week, ceasefire]}, then: {talks: yes}, order: before,",
      '     evidence: ["A:217-286"]}'], ["preconditions: []"]),
    ("a key of an item", "remove", (("proposals", 0, "possibly_same"),), ["    possibly_same: [o2]"], []),
    ("the first key of an item", "remove", (("proposals", 0, "id"),),
     ["  - id: o1", "    kind: offer"], ["  - kind: offer"]),
    ("out of a line", "remove", (("options", "halt", "values", 1),),
     ["  halt:            {by: govern, values: [none, {week: {lasts: P7D}}, ceasefire]}"],
     ["  halt:            {by: govern, values: [none, ceasefire]}"]),
    ("the last out of a line", "remove", (("options", "halt", "values", 2),),
     ["  halt:            {by: govern, values: [none, {week: {lasts: P7D}}, ceasefire]}"],
     ["  halt:            {by: govern, values: [none, {week: {lasts: P7D}}]}"]),
    ("a last section", "remove", (("preferences",),),
     ["preferences: {}                               # none is stated"], []),
    ("parts of a mapping", "set",
     (("proposals", 0), {"id": "o1", "kind": "offer", "by": ["govern"], "to": ["front", "rim"],
                         "gives": {"halt": "week"}, "evidence": ["A:0-103"]}),
     ["    to: [front]", "    gives: {halt: [week, ceasefire]}",
      "    wants: {freed_from_port: {is: some, amount: {comparator: approx, value: 40}}}",
      '    answers: [{by: front, answer: rejected, basis: reported, evidence: ["A:0-35"]}]',
      "    possibly_same: [o2]"],
     ["    to: [front, rim]", "    gives: {halt: week}"]),
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=[edit[0] for edit in EDITS])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ended", [True, False])
def test_an_edit_touches_its_lines_only(edit: Any, newline: str, ended: bool) -> None:
    _, method, arguments, out, put = edit
    text = TALKS.replace("\n", newline)
    file = CaseFile(text if ended else text.removesuffix(newline))
    before = file.text
    getattr(file, method)(*arguments)
    assert changed(before, file.text) == (out, put)
    assert file.reformatted == []
    assert file.text.count("\n") == file.text.count(newline)
    assert file.text.endswith(newline) == ended
    assert read(file.text) == file.data


def test_several_edits_leave_a_good_case() -> None:
    file = CaseFile(STRIKE)
    file.set(("options", "bonus"), {"by": "employer"})
    file.set(("status_quo", "bonus"), "no")
    file.append(("rules",), "not (bonus and strike)")
    file.remove(("preferences", "board"))
    file.set(("reviewed",), {"by": "A. Reader", "on": "2026-03-04"})
    case = file.case()
    assert (case.reviewed, len(case.rules)) == ({"by": "A. Reader", "on": "2026-03-04"}, 2)
    assert "board" not in case.preferences
    assert "# what every state must satisfy" in file.text
    assert file.reformatted == []


COMMENTED = """\
parley: 1
parties:          # who
  a:
  b: {name: "B # not a comment"}   # two
rules:
  # first
  - x   # why
  # second
  - >-
    x or
    not x

# below
title:
"""


@pytest.mark.parametrize(
    ("method", "arguments", "out", "put"),
    [
        ("set", (("parties", "a"), {"name": "A"}), ["  a:"], ["  a: {name: A}"]),
        ("append", (("parties",), {"c": None}), [], ["  c: null"]),
        ("append", (("rules",), "y"), [], ["  - y"]),
        ("set", (("rules", 1), "y"), ["  - >-", "    x or", "    not x"], ["  - y"]),
        ("remove", (("rules", 0),), ["  - x   # why"], []),
        ("remove", (("rules", 1),), ["  - >-", "    x or", "    not x"], []),
        ("set", (("title",), "T"), ["title:"], ["title: T"]),
        ("append", ((), None), [], []),
    ],
)
def test_comments_and_odd_layouts(
    method: str, arguments: Any, out: list[str], put: list[str]
) -> None:
    file = CaseFile(COMMENTED)
    if not arguments[0]:
        with pytest.raises(UsageError, match="the path is empty"):
            getattr(file, method)(*arguments)
        return
    getattr(file, method)(*arguments)
    assert changed(COMMENTED, file.text) == (out, put)
    assert file.reformatted == []


def test_what_cannot_be_spliced_is_written_anew_and_said() -> None:
    file = CaseFile("parley: 1\nrules: # all\n  # one\n  - x # two\ntitle: T # three\n", "c.yaml")
    file.set(("rules",), {"odd": "y"})
    assert [str(notice) for notice in file.reformatted] == [
        "c.yaml:2:1: notice: `rules` was written anew; its comments stand above it: 'rules'"
    ]
    assert file.text == "parley: 1\n# all\n# one\nrules: {odd: y} # two\ntitle: T # three\n"


def paths(data: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the paths to all entries."""
    found = []
    if isinstance(data, dict | list):
        for key, item in data.items() if isinstance(data, dict) else enumerate(data):
            found += [(*at, key), *paths(item, (*at, key))]
    return found


def edited(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return data with another value at a path, by definition."""
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = edited(data[path[0]], path[1:], value)
    return copy


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def around(text: str, section: str) -> tuple[list[str], list[str]]:
    """Return the lines before and after those of a top-level entry, comments and all."""
    root = compose(text).root
    assert root is not None
    index = [key.value for key in root.keys].index(section)
    first = root.keys[index].line - 1
    last = text.count("\n", 0, end_of(text, root, index))
    lines = text.splitlines()
    return lines[:first], lines[last + 1 :]


@given(st.sampled_from([TALKS, STRIKE, COMMENTED]), st.sampled_from(["\n", "\r\n"]), st.data())
def test_random_edits_say_what_was_asked_and_keep_the_other_lines(
    source: str, newline: str, data: st.DataObject
) -> None:
    file = CaseFile(source.replace("\n", newline))
    for _ in range(data.draw(st.integers(1, 3))):
        before, wanted = file.text, file.data
        path = data.draw(st.sampled_from(paths(wanted)))
        kind = data.draw(st.sampled_from(["set", "append", "remove"]))
        value = data.draw(values)
        here = at(wanted, path)
        if kind == "set":
            file.set(path, value)
            wanted = edited(wanted, path, value)
        elif kind == "remove":
            file.remove(path)
            parent = at(wanted, path[:-1])
            rest = dict(parent) if isinstance(parent, dict) else list(parent)
            del rest[path[-1]]
            wanted = edited(wanted, path[:-1], rest)
        elif isinstance(here, list):
            file.append(path, value)
            wanted = edited(wanted, path, [*here, value])
        else:
            continue
        assert file.data == wanted
        assert file.text.count("\n") == file.text.count(newline)
        if not file.reformatted:
            above, below = around(before, path[0])
            lines = file.text.splitlines()
            assert lines[: len(above)] == above
            assert lines[len(lines) - len(below) :] == below
            if data.draw(st.booleans()) and isinstance(here, str):
                break


def test_saving_replaces_the_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(PLAIN)
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    file = CaseFile.open(link)
    file.set(("title",), "New")
    file.save()
    assert link.is_symlink()
    assert path.read_text() == PLAIN + "title: New\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(os.listdir(tmp_path)) == ["case.yaml", "link.yaml"]  # noqa: PTH208
    file.save(tmp_path / "other.yaml")
    assert (tmp_path / "other.yaml").read_text() == path.read_text()
    with pytest.raises(UsageError, match="cannot write"):
        file.save(tmp_path / "none" / "case.yaml")
    with pytest.raises(UsageError, match="say where"):
        CaseFile(PLAIN).save()


def test_wrong_calls_and_wrong_files() -> None:
    file = CaseFile(TALKS)
    wrong: list[tuple[Callable[[], None], str]] = [
        (lambda: file.set(("proposals", 7, "id"), "x"), r"proposals\.7: there is no such entry"),
        (lambda: file.set(("proposals", 7), "x"), r"the list has 2 entries"),
        (lambda: file.set(("title", "x"), "x"), "title is neither list nor mapping"),
        (lambda: file.append(("title",), "x"), "title is neither a list nor a mapping"),
        (lambda: file.append(("parties",), {"rim": {}}), r"parties\.rim is there already"),
        (lambda: file.remove(("nothing",)), "there is no such entry"),
        (lambda: file.set(("title",), True), "write 'yes' or 'no'"),
        (lambda: file.set(("title",), object()), "not object"),
    ]
    for call, message in wrong:
        with pytest.raises(UsageError, match=message):
            call()
    assert file.text == TALKS
    for text in ["- a", "a: [", "a: 1\na: 2", "a: &x 1\nb: *x"]:
        with pytest.raises(CaseError):
            CaseFile(text)
