# The reference count read from an object's memory, as ctypes lessons do it.
import ctypes
import sys


def count(address):
    return ctypes.c_long.from_address(address).value


a = []
address = id(a)
print(count(address), sys.getrefcount(a))
b = a
c = [a, a]
print(count(address), ctypes.c_ssize_t.from_address(address).value, ctypes.c_uint32.from_address(address).value)
live = ctypes.c_size_t.from_address(address)
del b
c.pop()
print(live.value, live)
print(ctypes.cast(address, ctypes.py_object).value is a, ctypes.py_object(a).value is a, count(address))
ctypes.pythonapi.Py_IncRef(ctypes.py_object(a))
print(count(address))
ctypes.pythonapi.Py_DecRef(ctypes.py_object(a))
print(count(address), ctypes.sizeof(ctypes.c_long), ctypes.sizeof(ctypes.py_object))
print(ctypes.c_long.from_address(id(a) + 8).value == id(list))
print(ctypes.c_uint32.from_address(id(None)).value == sys.getrefcount(None))
print(ctypes.c_int(2**40 + 7).value, ctypes.c_ubyte(-1), ctypes.c_longlong is ctypes.c_long)
