"""Stands in for Modules/posixmodule.c: a process without files, with nothing around it."""

environ = {}
_have_functions = []
error = OSError
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2


def _no_such_file(path):
    return FileNotFoundError(2, "No such file or directory", path)


def getcwd():
    return "/"


def getpid():
    return 1


def getppid():
    return 0


def cpu_count():
    return 1


def umask(mask):
    return 0o022


def isatty(fd):
    return False


def get_terminal_size(fd=1):
    raise OSError(25, "Inappropriate ioctl for device")


def stat(path, *, dir_fd=None, follow_symlinks=True):
    raise _no_such_file(path)


def lstat(path, *, dir_fd=None):
    raise _no_such_file(path)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return False


def listdir(path=None):
    raise _no_such_file(path)


scandir = listdir


def putenv(name, value, /):
    pass


def unsetenv(name, /):
    pass


def strerror(code, /):
    from errno import _messages

    return _messages.get(code, f"Unknown error {code}")


def urandom(size, /):
    """Chance is the same in every run."""
    if size < 0:
        raise ValueError("negative argument not allowed")
    return bytes((i * 197 + 89) & 255 for i in range(size))


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    pass


class terminal_size(tuple):
    @property
    def columns(self):
        return self[0]

    @property
    def lines(self):
        return self[1]
