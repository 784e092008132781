"""A submitted file → a limited process → what its reader saw.

Threat: a file makes its reader hang, exhaust memory, crash, answer without end, leave processes
behind, or answer with something that is no answer.

Rule: the parent holds the clock and the cap on the answer, ends the process whatever happens,
and says itself why there is no reading; of the process's words only a checked answer counts
(wire.py). A process reads no further file after one that it refused, that made it slow, or that
it failed on; so a file that fails leaves nothing behind that the next could notice.

Accepted risk: `limit` and `reader-crashed` say what happened, not whether it was meant. A file
that takes its reader over and answers as if nothing had happened could answer for the few files
that the same process reads after it. Without `fork` (Windows) processes that a taken-over reader
started may live on, and memory is unlimited.
"""

from __future__ import annotations

import json
import re
import signal
from typing import TYPE_CHECKING, Self

from generator.errors import InputRefused, ToolError
from generator.intake.fork_server import IS_AVAILABLE, ForkServer
from generator.intake.fresh_process import exchange_once
from generator.intake.launch import child_command
from generator.intake.protocol import (
    CRASHED,
    OUT_OF_MEMORY,
    End,
    Exchange,
    WorkerGoneError,
    to_header,
)
from generator.intake.sandbox import MEBIBYTE, Limits
from generator.intake.wire import NotAnAnswerError, answer_from_wire, shapes_to_wire

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from generator.model.shape import FormShape
    from generator.model.submission import Reading

_DEFAULT_LIMITS = Limits()
_RETRY_HINT = "用下载的空白表单重新填写后提交"
_CRASH_PLACE = re.compile(r"[A-Za-z_]{1,60}@[A-Za-z_.<>]{1,60}:\d{1,6}")


class Reader:
    """Reads submitted files one after the other in limited processes.

    A context manager; entering it starts the server that forks those processes, so that it
    starts up while the caller still loads what it needs. Not to be shared between threads.
    """

    def __init__(
        self,
        *,
        limits: Limits = _DEFAULT_LIMITS,
        command: Sequence[str] = (),
        can_fork: bool = IS_AVAILABLE,
    ) -> None:
        self._limits = limits
        self._command = tuple(command) or child_command()
        self._can_fork = can_fork
        self._server: ForkServer | None = None
        self._shapes: tuple[FormShape, ...] | None = None
        self._has_worked = False

    def __enter__(self) -> Self:
        if self._can_fork:
            self._server = ForkServer(self._command)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, data: bytes, kind: str, shapes: tuple[FormShape, ...]) -> Reading:
        """What a file of a kind holds. Raises InputRefused; `limit` and `reader-crashed` are ours.

        Raises ToolError when no worker can be started at all.
        """
        try:
            exchange = self._exchange(data, kind, shapes)
        except WorkerGoneError as error:
            self._stop()
            if not self._has_worked:
                hint = "重新安装 zhidu；若仍不行，检查系统是否禁止启动新进程"
                raise ToolError("读取文件的进程无法启动", hint=hint) from error
            raise _crashed("") from error
        self._has_worked = True
        try:
            return _conclude(exchange, self._limits)
        except InputRefused:
            self._end_child()
            raise

    def _exchange(self, data: bytes, kind: str, shapes: tuple[FormShape, ...]) -> Exchange:
        if not self._can_fork:
            header = to_header(self._limits, shapes_to_wire(shapes), kind)
            return exchange_once(self._command, header, data, self._limits)
        return self._server_for(shapes).exchange(kind, data)

    def _server_for(self, shapes: tuple[FormShape, ...]) -> ForkServer:
        """The running server; a new one when there is none, or when it knows other shapes."""
        if self._server and self._shapes == shapes:
            return self._server
        if self._server is None or self._shapes is not None:
            self._stop()
            self._server = ForkServer(self._command)
        self._server.configure(to_header(self._limits, shapes_to_wire(shapes)), self._limits)
        self._shapes = shapes
        return self._server

    def _end_child(self) -> None:
        if self._server:
            try:
                self._server.end_child()
            except WorkerGoneError:
                self._stop()

    def _stop(self) -> None:
        server, self._server, self._shapes = self._server, None, None
        if server:
            server.close()


def _conclude(exchange: Exchange, limits: Limits) -> Reading:
    """The reading in an exchange. Raises InputRefused for every other outcome."""
    if exchange.end is End.TOO_LATE:
        raise _limit(f"读取超过 {limits.wall_seconds:g} 秒")
    if exchange.end is End.TOO_LONG:
        raise _limit(f"读出的内容超过 {limits.output_bytes / MEBIBYTE:g} MiB")
    if exchange.answer == OUT_OF_MEMORY:
        raise _limit(f"读取所需的内存超过 {limits.memory_bytes / MEBIBYTE:g} MiB")
    if exchange.killed_by == getattr(signal, "SIGXCPU", -1):
        raise _limit(f"读取占用处理器超过 {limits.cpu_seconds} 秒")
    try:
        return answer_from_wire(exchange.answer)
    except NotAnAnswerError as error:
        raise _crashed(_place_of(exchange)) from error


def _limit(what: str) -> InputRefused:
    return InputRefused("limit", f"{what}，已停止读取", hint=_RETRY_HINT)


def _crashed(place: str) -> InputRefused:
    named = f"（{place}）" if place else ""
    hint = f"{_RETRY_HINT}；若空白表单也这样，请告知本工具的维护者"
    return InputRefused("reader-crashed", f"读取程序异常退出{named}", hint=hint)


def _place_of(exchange: Exchange) -> str:
    """Where a reader broke, for its maintainers: a signal, or the kind and line of an exception."""
    if exchange.killed_by:
        return f"signal {exchange.killed_by}"
    try:
        place = json.loads(exchange.answer)[CRASHED]
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""
    return place if isinstance(place, str) and _CRASH_PLACE.fullmatch(place) else ""
