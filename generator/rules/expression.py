"""Expressions with Chinese names → CEL, with a way back from every CEL column to the source.

    通知.陪同人数 >= 表.陪同人数.最少 且 非 有(通知.说明)

CEL identifiers are ASCII (langdef: `[_a-zA-Z][_a-zA-Z0-9]*`), so Chinese names are spelled by
their code points. Named expressions (定义) are put in where their name stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORDS = {"且": "&&", "或": "||", "非": "!", "真": "true", "假": "false"}
FUNCTIONS = {
    "工作日数": "workdays", "天数": "days", "分钟数": "minutes", "求和": "total",
    "个数": "size", "有": "has", "包含": "includes", "含身份证号": "holds_identity_number",
}  # fmt: skip
MACROS = {"全部": "all", "存在": "exists", "筛选": "filter", "取": "map"}
_CALLABLE = {**FUNCTIONS, **MACROS}  # a macro may follow a bracket: 筛选(…).取(…)
ROW = "行"
ROW_NUMBER = "序号"
PARAMETER, TABLE = "参数", "表"
HANDED_IN = "已交"
"""`已交.行程`: whether a form of the same matter was handed in, too."""
_FULL_WIDTH = str.maketrans("（），：？＞＜＝！．＋－＊／［］　", "(),:?><=!.+-*/[] ")
_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|“[^”]*”)|(?P<name>[^\W\d]\w*)|(?P<number>\d+)"""
    r"""|(?P<blank>\s+)|(?P<mark>[=＝!！<＜>＞][=＝]|&&|\|\||.)""",
    re.DOTALL,
)
_MANGLED = re.compile(r"n_[0-9a-f]+(?:_[0-9a-f]+)*")
_MAX_DEPTH = 8
_MAX_LENGTH = 20_000


class ExpressionError(ValueError):
    """An expression that cannot be translated; `column` starts at 1, 0 means the whole of it."""

    def __init__(self, message: str, column: int = 0, hint: str = "", name: str = "") -> None:
        super().__init__(message)
        self.column = column
        self.hint = hint
        self.name = name


class CircularDefinitionError(ExpressionError):
    """A definition that needs itself."""


class Token(NamedTuple):
    """A word or mark of an expression and where it starts (0-based)."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Translation:
    """CEL text, for each of its characters the column it comes from, and the paths it touches."""

    cel: str
    columns: tuple[int, ...]
    paths: tuple[tuple[str, ...], ...]

    def column_of(self, cel_column: int) -> int:
        """The 1-based source column of a 1-based CEL column."""
        if not self.columns:
            return 1
        return self.columns[min(max(cel_column, 1), len(self.columns)) - 1] + 1


@lru_cache(maxsize=4096)
def mangle(name: str) -> str:
    """A Chinese name as a CEL identifier.

    >>> mangle("通知"), mangle("x")
    ('n_901a_77e5', 'x')
    """
    return name if name.isascii() else "n_" + "_".join(f"{ord(c):x}" for c in name)


def demangle(text: str) -> str:
    """Text with every mangled name spelled back."""
    return _MANGLED.sub(lambda m: "".join(chr(int(h, 16)) for h in m[0][2:].split("_")), text)


def tokenize(text: str) -> Iterator[Token]:
    """The tokens of an expression without blanks; full-width marks count as half-width ones."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind != "blank":
            yield Token(kind, match[0].translate(_FULL_WIDTH) if kind == "mark" else match[0], match.start())


def translate(text: str, definitions: Mapping[str, str]) -> Translation:
    """An expression as CEL. Raises ExpressionError."""
    return _Translator(definitions).run(text)


class _Translator:
    def __init__(self, definitions: Mapping[str, str]) -> None:
        self.definitions = definitions
        self.out: list[str] = []
        self.columns: list[int] = []
        self.paths: list[tuple[str, ...]] = []

    def run(self, text: str) -> Translation:
        self._translate(text, None, ())
        return Translation("".join(self.out), tuple(self.columns), tuple(dict.fromkeys(self.paths)))

    def _put(self, text: str, column: int) -> None:
        """Tokens stand apart, so that two marks never make a third, such as the // of a comment."""
        self.out.append(f"{text} ")
        self.columns += [column] * (len(text) + 1)
        if len(self.columns) > _MAX_LENGTH:
            raise ExpressionError("表达式展开后太长", column + 1, "减少定义的层数，或拆成几条规则")

    def _translate(self, text: str, fixed: int | None, inside: tuple[str, ...]) -> None:
        """Translate `text`; inside a definition every column is that of its name."""
        tokens = list(tokenize(text))
        index = 0
        while index < len(tokens):
            token = tokens[index]
            at = token.start if fixed is None else fixed
            if token.kind != "name":
                _refuse_hidden_path(tokens, index, at)
                self._put(_literal(token, at), at)
                index += 1
                continue
            parts, index = _path(tokens, index)
            following = tokens[index].text if index < len(tokens) else ""
            if following == "[" and parts[-1].text not in ("in", *WORDS):
                raise ExpressionError("不能用下标", at + 1, "用 筛选(…)、存在(…) 找出明细的行")
            places = [part.start if fixed is None else fixed for part in parts]
            self._name(tuple(p.text for p in parts), places, inside, called=following == "(")

    def _name(
        self, parts: tuple[str, ...], places: list[int], inside: tuple[str, ...], *, called: bool
    ) -> None:
        head, rest, at = parts[0], parts[1:], places[0]
        if not rest and head in WORDS:
            self._put(WORDS[head], at)
        elif called and parts[-1] not in (_CALLABLE if not rest else MACROS) and parts[-1] != "in":
            known = (*MACROS,) if rest else (*_CALLABLE,)
            raise ExpressionError(f"没有“{parts[-1]}”这个函数", places[-1] + 1, suggestion(parts[-1], known))
        elif called and not rest and head in _CALLABLE:
            self._put(_CALLABLE[head], at)
        elif head in self.definitions and (not rest or (called and len(rest) == 1)):
            self._define(head, at, inside)
            if rest:
                self._put(f".{MACROS[rest[0]]}", places[-1])
        else:
            self._put_path(parts, places, called=called)

    def _define(self, name: str, at: int, inside: tuple[str, ...]) -> None:
        if name in inside or len(inside) >= _MAX_DEPTH:
            raise CircularDefinitionError(f"定义“{name}”绕回了自己", at + 1, "去掉循环的引用")
        self._put("(", at)
        self._translate(self.definitions[name], at, (*inside, name))
        self._put(")", at)

    def _put_path(self, parts: tuple[str, ...], places: list[int], *, called: bool) -> None:
        names = [mangle(p) for p in parts]
        if called and len(parts) > 1:
            names[-1] = MACROS[parts[-1]]
        for index, (name, place) in enumerate(zip(names, places, strict=True)):
            # the engine reports a wrong field at the point before it
            self._put(f".{name}" if index else name, place)
        path = parts[:-1] if called else parts
        if len(path) > 1 or path[:1] == (ROW,):
            self.paths.append(path)


def _path(tokens: list[Token], index: int) -> tuple[list[Token], int]:
    """The names of the dotted name that starts at a token, and the index behind it."""
    parts = [tokens[index]]
    index += 1
    while index + 1 < len(tokens) and tokens[index].text == "." and tokens[index + 1].kind == "name":
        parts.append(tokens[index + 1])
        index += 2
    return parts, index


def _refuse_hidden_path(tokens: list[Token], index: int, at: int) -> None:
    """`(通知).金额` would touch a field that the rule's paths do not name."""
    is_select = tokens[index].text == "." and index and tokens[index - 1].text == ")"
    if is_select and [t.text for t in tokens[index + 2 : index + 3]] != ["("]:
        raise ExpressionError("括号后面不能直接接字段", at + 1, "去掉括号，写成 表单.字段")


def _literal(token: Token, at: int) -> str:
    if token.kind == "string" and token.text.startswith("“"):
        return '"' + token.text[1:-1].replace("\\", "\\\\").replace('"', '\\"') + '"'
    if token.text == "；":
        raise ExpressionError("表达式里不能有分号", at + 1)
    return token.text
