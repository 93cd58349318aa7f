"""Counts what really comes over the wire: a plain relay between the browser and the site."""

from __future__ import annotations

import socket
import socketserver
import threading
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

PIECE = 65_536


class Meter:
    """``with Meter(site) as meter:`` then visit ``meter.address``; ``meter.received`` is bytes of heads and bodies."""

    def __init__(self, site: str) -> None:
        """Listen on a free port of the loopback and pass everything on to the site."""
        self.received = 0
        self._lock = threading.Lock()
        behind = urlsplit(site)
        meter = self

        class Relay(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with socket.create_connection((behind.hostname or "", behind.port or 80)) as upstream:
                    there = threading.Thread(
                        target=_pump, args=(self.request, upstream, lambda _: None), daemon=True
                    )
                    there.start()
                    _pump(upstream, self.request, meter.count)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Relay)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where to visit."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def count(self, size: int) -> None:
        """Add some bytes."""
        with self._lock:
            self.received += size

    def __enter__(self) -> Self:
        """It counts already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop relaying."""
        self._server.shutdown()
        self._server.server_close()


def _pump(source: socket.socket, sink: socket.socket, count: Callable[[int], None]) -> None:
    """Pass on until one side has had enough."""
    try:
        while piece := source.recv(PIECE):
            count(len(piece))
            sink.sendall(piece)
    except OSError:
        pass
    finally:
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
