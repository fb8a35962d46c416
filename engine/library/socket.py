"""Stands in for Lib/socket.py, so that modules which only might open a connection can be
imported: this machine has no network."""

AF_UNIX = 1
AF_INET = 2
SOCK_STREAM = 1
SOCK_DGRAM = 2
timeout = TimeoutError
error = OSError


def _refused(*args, **kwargs):
    raise OSError("sockets are not part of this machine")


socket = create_connection = _refused
