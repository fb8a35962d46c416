"""Stands in for Lib/socketserver.py, so that logging.config can be imported: this machine has
no network."""


class BaseServer:
    def __init__(self, *args, **kwargs):
        raise OSError("sockets are not part of this machine")


class ThreadingTCPServer(BaseServer):
    pass


class StreamRequestHandler:
    pass
