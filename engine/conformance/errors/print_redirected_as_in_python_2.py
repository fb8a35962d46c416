import sys


for f in (lambda: print >> sys.stderr, lambda: print >> 3, lambda: print << 3, lambda: len >> 3):
    try:
        f()
    except TypeError as e:
        print(e)
print >> sys.stdout, "hello"
