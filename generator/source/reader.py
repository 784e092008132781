"""Strict YAML: text → plain data and a place for every node.

The accepted language is a subset of YAML 1.2 in which a line means what it seems to mean:
no anchors, aliases, tags, merge keys, duplicate keys, several documents or fractions, and
`no`, `012`, `12:30` and dates stay text. PyYAML composes the node tree; scalars are resolved
here, because YAML 1.1 reads them differently (`no` → False, `12:30` → 750, `1.10` → 1.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from generator.errors import Location, Problem

Data: TypeAlias = "bool | int | str | list[Data] | dict[str, Data] | None"
Path: TypeAlias = "tuple[str | int, ...]"


class PureLoader(yaml.SafeLoader):
    """The loader of a PyYAML without libyaml: same results, slower.

    PyYAML ends a plain scalar at a question mark inside brackets; YAML 1.2 and libyaml do not.
    """

    _in_plain = False

    def scan_plain(self) -> Any:
        """A plain scalar, in which a question mark is a letter like others."""
        self._in_plain = True
        try:
            return super().scan_plain()
        finally:
            self._in_plain = False

    def peek(self, index: int = 0) -> str:
        """The next character, as the scanner looks at it."""
        found: str = super().peek(index)
        return "x" if found == "?" and self._in_plain else found


_Loader: type = getattr(yaml, "CSafeLoader", PureLoader)
PLACE_KEY = "__at__"
_MAX_DIGITS = 18  # more is no figure of a regulation, and Python would refuse to print it
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FRACTION = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_MAX_DEPTH = 40
_TOO_DEEP = "nested too deeply"
# Controls, and characters that are not seen or turn the reading order: two names that look alike
# would be two names, and a line would not say what it shows. U+0085, U+2028 and U+2029 break lines
# for YAML but not for editors.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
_WIDE_COLON = re.compile(r"\s*(?:- +)?[^\s:#\"'：]+：")


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a mapping and of everything below it; never makes two models differ."""

    spans: dict[Path, Location] = field(default_factory=dict, repr=False)
    path: Path = ()

    def of(self, *keys: str | int) -> Location:
        """The place of a node below this one, or of the nearest node above it that exists."""
        full = self.path + keys
        for end in range(len(full), -1, -1):
            if found := self.spans.get(full[:end]):
                return found
        return Location("")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place)

    def __hash__(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as plain data; every mapping holds its `Place` under `PLACE_KEY`."""

    file: str
    data: Data
    spans: dict[Path, Location]
    problems: tuple[Problem, ...]

    def place(self, *path: str | int) -> Location:
        """The place of a node, or of the nearest node above it."""
        return Place(self.spans).of(*path)


def read_yaml(content: bytes, file: str) -> Document:
    """Read one source file; what is wrong with it is in `problems`, all at once."""
    reader = _Reader(file)
    data = reader.read(content)
    return Document(file, data, reader.spans, tuple(reader.problems))


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.spans: dict[Path, Location] = {}
        self.problems: list[Problem] = []

    def read(self, content: bytes) -> Data:
        text = self._decode(content)
        if text is None:
            return None
        try:
            node = yaml.compose(text, Loader=_Loader) if self._accepts_features(text) else None
        except yaml.MarkedYAMLError as error:
            self._report_syntax(error, text)
            return None
        except (yaml.YAMLError, RecursionError):
            self._report(Location(self.file), "yaml-syntax", "YAML 语法有误，无法读取", _SYNTAX_HINT)
            return None
        data = None if node is None else self._convert(node, ())
        if data is None and not self.problems:
            self._report(Location(self.file, 1, 1), "empty-file", "文件是空的", "写入内容，或删除这个文件")
        return data

    def _report_syntax(self, error: yaml.MarkedYAMLError, text: str) -> None:
        mark = error.problem_mark or error.context_mark
        at = _location(self.file, mark) if mark else Location(self.file, 1, 1)
        lines = text.split("\n")
        reach = 2 if any(words in str(error.problem) for words in _COLON_EXPECTED) else 0
        for number in range(at.line, max(at.line - reach, 1) - 1, -1):
            if wide := _WIDE_COLON.match(lines[number - 1] if number <= len(lines) else ""):
                place = Location(self.file, number, wide.end())
                self._report(place, "wide-colon", "冒号是全角的", "改用半角冒号，后面空一格")
                return
        found = lines[at.line - 1][at.column - 1 :][:1] if at.line <= len(lines) else ""
        said = "缩进不能用制表符" if found == "\t" else _translate(error)
        self._report(at, "yaml-syntax", f"YAML 语法有误：{said}", _SYNTAX_HINT)

    def _decode(self, content: bytes) -> str | None:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            at = Location(self.file, line)
            self._report(at, "not-utf8", "文件不是 UTF-8 编码", "用编辑器另存为 UTF-8")
            return None
        for unseen in _UNSEEN.finditer(text):
            line = text.count("\n", 0, unseen.start()) + 1
            column = unseen.start() - text.rfind("\n", 0, unseen.start())
            message = f"有看不见的字符 U+{ord(unseen[0]):04X}"
            self._report(Location(self.file, line, column), "control-character", message, "删除这个字符")
        return None if self.problems else text

    def _accepts_features(self, text: str) -> bool:
        """Report every anchor, alias and tag; false when converting would not be safe.

        An alias could expand without bound, and deep nesting would exhaust the stack.
        """
        depth = documents = aliases = 0
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            aliases += isinstance(event, yaml.AliasEvent)
            if fault := _feature(event, documents):
                self._report(_location(self.file, event.start_mark), *fault)
            if depth > _MAX_DEPTH:
                mark: Any = event.start_mark
                raise yaml.MarkedYAMLError(problem=_TOO_DEEP, problem_mark=mark)
        return documents <= 1 and not aliases

    def _convert(self, node: yaml.Node, path: Path) -> Data:
        at = _location(self.file, node.start_mark)
        self.spans[path] = at
        if isinstance(node, yaml.MappingNode):
            return self._convert_mapping(node, path)
        if isinstance(node, yaml.ScalarNode):
            # libyaml gives "" for a plain scalar, the pure Python loader None
            return self._convert_scalar(str(node.value), at, is_plain=not node.style)
        return [self._convert(item, (*path, i)) for i, item in enumerate(node.value)]

    def _convert_mapping(self, node: yaml.MappingNode, path: Path) -> Data:
        result: dict[str, Any] = {PLACE_KEY: Place(self.spans, path)}
        for key, value in node.value:
            at = _location(self.file, key.start_mark)
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name is None:
                self._report(at, "yaml-key", "键必须是一个词", "花括号或方括号开头的文字加引号")
            elif name in result:
                self._report(at, "duplicate-key", f"键“{name}”写了两次", "删除其中一个，或改名")
            elif name == "<<":
                self._report(at, "yaml-merge", "不能使用合并键（<<）", "把内容直接写出来")
            else:
                result[name] = self._convert(value, (*path, name))
        return result

    def _convert_scalar(self, value: str, at: Location, *, is_plain: bool) -> Data:
        if not is_plain:  # quoted or block text
            return value
        if value in _CONSTANTS:
            return _CONSTANTS[value]
        if _INTEGER.match(value) and len(value) <= _MAX_DIGITS:
            return int(value)
        if _FRACTION.match(value):
            hint = f'加引号写成 "{value}"，金额写成带单位的文字，如 {value}元'
            self._report(at, "yaml-fraction", f"不能直接写小数 {value}", hint)
        return value

    def _report(self, at: Location, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(location=at, code=code, message=message, hint=hint))


def _location(file: str, mark: Any) -> Location:
    """The place of a mark; the two loaders have mark types of their own."""
    return Location(file, mark.line + 1, mark.column + 1)


def _feature(event: yaml.Event, documents: int) -> tuple[str, str, str] | None:
    """Code, message and hint for what the strict subset leaves out."""
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        hint = "把内容直接写出来；以 * 或 & 开头的文字加引号"
        return "yaml-anchor", "不能使用锚点或别名（& 和 *）", hint
    if getattr(event, "tag", None) not in (None, "!"):
        return "yaml-tag", "不能使用类型标记（!）", "删除标记；以 ! 开头的文字加引号"
    if isinstance(event, yaml.DocumentStartEvent) and documents == 2:
        return "yaml-documents", "一个文件里有两份文档（---）", "拆成两个文件"
    return None


_COLON_EXPECTED = ("mapping values are not allowed", "could not find expected ':'")
_SYNTAX_HINT = (
    "检查这一行和上一行的缩进、冒号后的空格、引号和括号是否成对，标点是否为半角；"
    '花括号里含逗号的文字要加引号，如 "(1万元, 5万元]"'
)
_SYNTAX_WORDS = (
    (_TOO_DEEP, "嵌套太深"),
    ("mapping values are not allowed", "这里不能出现冒号；含“: ”的文字要加引号"),
    ("could not find expected ':'", "缺少冒号"),
    ("did not find expected key", "这里应当是一个键，或缩进不对"),
    ("expected ',' or ']'", "方括号没有合上，或缺少逗号"),
    ("expected ',' or '}'", "花括号没有合上，或缺少逗号"),
    ("while parsing a block collection", "列表项要以“- ”开头，且缩进一致"),
    ("sequence entries are not allowed", "列表项要另起一行"),
    ("expected '<document start>'", "这里应当是一个键，或缩进不对"),
    ("did not find expected <document start>", "这里应当是一个键，或缩进不对"),
    ("expected <block end>", "这里应当是一个键，或缩进不对"),
    ("found unexpected end of stream", "引号没有合上"),
    ("cannot start any token", "文字不能以这个字符开头；请加引号"),
    ("found undefined tag handle", "不能使用类型标记（!）"),
)


def _translate(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.problem or ''} {error.context or ''}"
    return next((chinese for english, chinese in _SYNTAX_WORDS if english in said), "读不懂这一行")
