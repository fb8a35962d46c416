# Streams that change while input() asks them: it goes on with those it began with
import sys, io, gc
class X(io.StringIO):
    def __getattribute__(self, name):
        global patch
        if patch:
            patch = False
            sys.stdout = X()
            sys.stderr = X()
            sys.stdin = X('input\n')
            gc.collect()
        return io.StringIO.__getattribute__(self, name)
patch = False
sys.stdout = X()
sys.stderr = X()
sys.stdin = X('input\n')
patch = True
r = input()
sys.stdout = sys.__stdout__
print("got", r)
