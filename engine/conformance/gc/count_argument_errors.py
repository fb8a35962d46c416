# The messages about arguments that do not fit are put together from lists and texts: what they leave in the counts.
import gc


def plain(a, name, p=None):
    pass


def only(a, b, /, c):
    pass


def keywords(a, *, b, c):
    pass


def attempt(label, call):
    for i in range(3):
        before = gc.get_count()[0]
        try:
            call()
        except TypeError as e:
            inside = gc.get_count()[0] - before
            text = str(e)
        print(label, inside, gc.get_count()[0] - before, text)


gc.disable()
gc.collect()
attempt("missing", lambda: plain(1))
attempt("two missing", lambda: plain())
attempt("three missing", lambda: only())
attempt("unexpected", lambda: plain(1, nam=2))
attempt("too many", lambda: plain(1, 2, 3, 4))
attempt("positional-only", lambda: only(c=1, b=2, a=3))
attempt("keyword-only", lambda: keywords(1))
attempt("one keyword-only", lambda: keywords(1, c=2))
attempt("twice", lambda: plain(1, a=2))
