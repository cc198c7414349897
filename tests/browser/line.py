"""The line between a browser and the server, which can be cut for certain.

A browser's own offline switch lets go of a tab before it is closed; what the tab sends in that moment arrives.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit


class Line(ThreadingTCPServer):
    """Passes connections on to a server. `address` is the way to it."""

    daemon_threads = True

    def __init__(self, server: str) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        target = urlsplit(server)
        self.target = (target.hostname, target.port)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.is_cut = False
        self.sockets: set[socket.socket] = set()

    def verify_request(self, request: object, client_address: object) -> bool:
        """Nobody gets through while it is cut."""
        return not self.is_cut

    def cut(self) -> None:
        """Break every connection, and take no new one."""
        self.is_cut = True
        for each in list(self.sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        self.is_cut = False


class _Connection(BaseRequestHandler):
    server: Line

    def handle(self) -> None:
        with suppress(OSError), socket.create_connection(self.server.target) as upstream:
            both = {self.request, upstream}
            self.server.sockets |= both
            try:
                back = Thread(target=_pass_on, args=(upstream, self.request), daemon=True)
                back.start()
                _pass_on(self.request, upstream)
                back.join()
            finally:
                self.server.sockets -= both


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def line_to(server: str) -> Iterator[Line]:
    """A line to a server."""
    with Line(server) as line:
        Thread(target=line.serve_forever, daemon=True).start()
        yield line
        line.shutdown()
