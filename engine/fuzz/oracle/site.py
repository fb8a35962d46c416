"""The native oracle's side of the fuzzer: put on PYTHONPATH, it is imported as `site` before the script is opened.

The interpreter stays here and forks for each folder named on its stdin. The child goes there, makes its streams the
folder's files, takes the folder's program as the script that the command line names, and returns: so CPython goes on
and runs it exactly as `python main.py`. The parent writes the child's wait status.
"""
import posix


def _fill(layout):
    """Takes blocks of every size class, other numbers of them for every layout. What they hold is no container."""
    names = globals()
    for size in range(48, 512, 16):
        for i in range(layout * (size // 16) * 7 % 61):
            names[f"_{size}_{i}"] = bytes(size - 33)


def _serve():
    import _signal

    buffer = b""
    here = posix.getcwd().encode()
    while True:
        chunk = posix.read(0, 65536)
        if not chunk:
            posix._exit(0)
        buffer += chunk
        while b"\n" in buffer:
            folder, _, buffer = buffer.partition(b"\n")
            pid = posix.fork()
            if pid == 0:
                posix.chdir(folder)
                posix.rename(b"program.py", here + b"/main.py")
                file = posix.open(b"layout", posix.O_RDONLY)
                _fill(int(posix.read(file, 20)))
                posix.close(file)
                for name, descriptor in (b"out", 1), (b"err", 2):
                    file = posix.open(name, posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC)
                    posix.dup2(file, descriptor)
                    posix.close(file)
                _signal.alarm(20)
                return
            _, status = posix.waitpid(pid, 0)
            posix.write(1, b"%d\n" % status)


_serve()
del _serve, _fill, posix
