# What formatting, dividing and joining leave as it is: the very object that was given.
class Text(str):
    pass


class Itself(str):
    def __str__(self):
        return self


class Format(str):
    def __format__(self, spec):
        return self


def show(name, given, results):
    same = [key for key, result in results.items() if result is given]
    print(name, ascii(given), "same:", *same)
    print("   other types:", *sorted({type(result).__name__ for result in results.values()} - {type(given).__name__}))


made = "".join
for text in (made(["ab", "cdef"]), made(["\xe9", "\xe0"]), made(["\u4e2d", "ab"]), made(["  ", "x"]), "", "a", Text("hello"), Itself("hello"), Format("hello"), Text("")):
    show(
        type(text).__name__,
        text,
        {
            "f": f"{text}",
            "f3": f"{text:3}",
            "fs": f"{text:s}",
            "f.10": f"{text:.10}",
            "f<1": f"{text:<1}",
            "f9": f"{text:9}",
            "f.1": f"{text:.1}",
            "%s": "%s" % text,
            "%(a)s": "%(a)s" % {"a": text},
            "%3s": "%3s" % text,
            "%.10s": "%.10s" % text,
            "%9s": "%9s" % text,
            "%s.": "%s." % text,
            "format": format(text),
            "{}": "{}".format(text) if type(text) is str else None,
            "{:s}": "{:s}".format(text) if type(text) is str else None,
            "str": str(text),
            "[:]": text[:],
            "strip": text.strip(),
            "join": "".join([text]),
            "join2": "-".join(iter([text])),
            "replace": text.replace("zz", "y"),
            "replaced": text.replace("a", "a"),
            "*1": text * 1,
            "+": text + "",
            "zfill": text.zfill(0),
            "center": text.center(1),
            "partition": text.partition("zz")[0],
            "rpartition": text.rpartition("zz")[2],
            "middle": text.partition("zz")[1],
            "removeprefix": text.removeprefix("zz"),
            "expandtabs": text.expandtabs(),
            "lower": text.lower(),
        },
    )


class Data(bytes):
    pass


for data in (bytes([97, 98, 99]), b"", Data(b"abc")):
    show(
        type(data).__name__,
        data,
        {
            "bytes": bytes(data),
            "[:]": data[:],
            "strip": data.strip(),
            "join": b"".join([data]),
            "replace": data.replace(b"zz", b""),
            "replaced": data.replace(b"a", b"a"),
            "*1": data * 1,
            "+": data + b"",
            "%s": b"%s" % data,
            "lower": data.lower(),
            "partition": data.partition(b"zz")[0],
            "rpartition": data.rpartition(b"zz")[2],
            "split": data.split(b"zz")[0] if data else None,
            "rsplit": data.rsplit(b"zz")[0] if data else None,
            "spaces": (data.split() or [None])[0],
            "splitlines": (data.splitlines() or [None])[0],
            "zfill": data.zfill(0),
            "translate": data.translate(None),
        },
    )
