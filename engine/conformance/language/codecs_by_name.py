# The codec that bytes, bytearray, str and their methods are given by name, and what is none
def t(f, *a, **k):
    try: print(f.__name__, repr(f(*a, **k)))
    except Exception as e: print(f.__name__, type(e).__name__, e)
for f in (bytes, bytearray):
    t(f, '', b'ascii'); t(f, 'x', 'ascii', b'strict'); t(f, '', 3); t(f, '', 'ascii', None); t(f, '', None); t(f, 'é', 'ascii'); t(f, 'é', 'ascii', 'replace')
    t(f, encoding=3); t(f, errors=3); t(f, 'a', errors=3); t(f, 'a', 'no'); t(f, 'a', 'as\0cii'); t(f, 5, 'ascii'); t(f, 5, errors='x'); t(f, b'a', 'ascii', 'x'); t(f, errors='strict'); t(f, encoding='ascii'); t(f, 'a', 'ascii', 'a\0b'); t(f, 5, b'x')
    t(f, 'a')
b = bytearray(b"keep")
try: b.__init__('', b'ascii')
except TypeError: print(b)
try: b.__init__('', 'no')
except LookupError: print(b)
t(str, b'x', b'ascii'); t(str, b'x', 'ascii', 3); t(str, b'x', 'a\0'); t(str, 'x', 'ascii'); t(str, object=b'x', errors='ignore')
t("x".encode, b'ascii'); t(b"x".decode, 3); t(b"x".decode, 'ascii', b''); t("x".encode, 'ascii', 3)
