"""Serve the built book on this machine only, on the first free port from 8000."""

import functools
import http.server
import pathlib
import sys

BOOK = pathlib.Path(__file__).resolve().parent.parent / "_build" / "html"
PORTS = range(8000, 8100)


HEADERS = {
    "Cache-Control": "no-cache",
    # A page that shares nothing with other sites may share memory with its worker: then
    # Stop ends a cell at once, and what the cells have defined stays.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serve files with these headers, and without a line for each request."""

    def end_headers(self):
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    # Where an address may be reused, a port that is taken can look free.
    allow_reuse_address = False


def open_server(folder):
    handler = functools.partial(Handler, directory=str(folder))
    for port in PORTS:
        try:
            return Server(("127.0.0.1", port), handler)
        except OSError:
            continue
    sys.exit(
        f"Every port from {PORTS[0]} to {PORTS[-1]} is taken, perhaps by servers that "
        "were started here before. Stop one with Ctrl-C, and serve again."
    )


def main():
    if not (BOOK / "index.html").exists():
        sys.exit("There is nothing built to serve. Build it first: make html")
    with open_server(BOOK) as server:
        port = server.server_address[1]
        print(f"Serving http://127.0.0.1:{port}/ (Ctrl-C stops it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
