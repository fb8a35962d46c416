# What a program can ask about the interpreter it runs in: its kind, its lock, its build; and whether it is ending.
import atexit
import platform
import sys
import sysconfig

print(platform.python_implementation(), platform.python_version() == sys.version.split()[0], platform.system())
print(platform.architecture()[0], platform.machine(), platform.platform().startswith("Linux-"), platform.uname()._fields)
print(sysconfig.get_config_var("Py_GIL_DISABLED"), sys._is_gil_enabled(), sysconfig.get_python_version())
print([sysconfig.get_config_var(name) for name in ("Py_DEBUG", "WITH_PYMALLOC", "Py_TRACE_REFS", "SIZEOF_VOID_P", "SOABI", "nothing")])
print(sys.implementation.name, sys.implementation.cache_tag, sys.implementation.version[:2], sys.byteorder, sys.abiflags)
print(sys.flags.optimize, sys.flags.dev_mode, sys.flags.utf8_mode, sys.flags.int_max_str_digits, sys.flags.interactive)

class Watcher:
    def __del__(self, sys=sys):
        print("__del__", sys.is_finalizing())

w = Watcher()
Watcher()
atexit.register(lambda: print("atexit", sys.is_finalizing()))
print("end", sys.is_finalizing())
