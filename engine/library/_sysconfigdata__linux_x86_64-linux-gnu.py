"""Stands in for what a build of CPython writes: the variables that say how this Python is made."""

import sys

_version = "%d.%d" % sys.version_info[:2]
_soabi = "cpython-%d%d-x86_64-linux-gnu" % sys.version_info[:2]

build_time_vars = {
    "AR": "x86_64-linux-gnu-gcc-ar",
    "BINDIR": "/usr/bin",
    "BINLIBDEST": "/usr/lib/python" + _version,
    "CC": "x86_64-linux-gnu-gcc",
    "CFLAGS": "-fno-strict-overflow -Wsign-compare -DNDEBUG -g -O2 -Wall",
    "EXT_SUFFIX": "." + _soabi + ".so",
    "HAVE_FORK": 1,
    "LDVERSION": _version,
    "LIBDEST": "/usr/lib/python" + _version,
    "MULTIARCH": "x86_64-linux-gnu",
    "OPT": "-DNDEBUG -g -O2 -Wall",
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 1,
    "Py_GIL_DISABLED": 0,
    "Py_REF_DEBUG": 0,
    "Py_TRACE_REFS": 0,
    "SIZEOF_INT": 4,
    "SIZEOF_LONG": 8,
    "SIZEOF_SIZE_T": 8,
    "SIZEOF_VOID_P": 8,
    "SOABI": _soabi,
    "VERSION": _version,
    "WITH_DOC_STRINGS": 1,
    "WITH_MIMALLOC": 1,
    "WITH_PYMALLOC": 1,
    "exec_prefix": "/usr",
    "prefix": "/usr",
}
