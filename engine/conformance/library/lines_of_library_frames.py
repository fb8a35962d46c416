# Which lines of the library's own modules a traceback goes through.
import collections, configparser, contextlib, copy, dataclasses, enum, functools, inspect, ipaddress, json, logging
import queue, random, re, string, textwrap, traceback, types, typing, unittest, weakref

class Color(enum.Enum):
    RED = 1

@dataclasses.dataclass(frozen=True)
class Point:
    x: int

@functools.singledispatch
def dispatched(x): pass

class Poor:
    def __reduce_ex__(self, protocol): return 3

for attempt in (
    lambda: Color(2),
    lambda: setattr(Color, "RED", 2),
    lambda: setattr(Point(1), "x", 2),
    lambda: dataclasses.replace(3),
    lambda: dataclasses.make_dataclass("A", ["1"]),
    lambda: dispatched(),
    lambda: dispatched.register(3),
    lambda: json.loads("[1,]"),
    lambda: json.dumps({1, 2}, indent=1),
    lambda: collections.namedtuple("N", "a a"),
    lambda: collections.ChainMap({})["k"],
    lambda: collections.UserList([1])[3],
    lambda: typing.Optional[1, 2],
    lambda: typing.NamedTuple("N", [("a", int)], b=1),
    lambda: typing.get_type_hints(3),
    lambda: inspect.signature(len).bind(),
    lambda: inspect.getsource(3),
    lambda: random.sample([1], 2),
    lambda: random.choice([]),
    lambda: re.compile("("),
    lambda: string.Template("$").substitute(),
    lambda: textwrap.wrap("a b", 0),
    lambda: copy.copy(Poor()),
    lambda: weakref.WeakMethod(3),
    lambda: weakref.WeakValueDictionary()["k"],
    lambda: types.new_class("A", (3,)),
    lambda: unittest.TestCase().assertEqual(1, 2),
    lambda: logging.getLogger(3),
    lambda: queue.Queue().get(timeout=-1),
    lambda: ipaddress.ip_address("1.2.3"),
    lambda: configparser.ConfigParser().get("a", "b"),
    lambda: contextlib.ExitStack().enter_context(3),
):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__)
        for frame in traceback.extract_tb(error.__traceback__)[1:]:
            print("   ", frame.filename.split("/")[-1], frame.lineno, frame.name, frame.line)
