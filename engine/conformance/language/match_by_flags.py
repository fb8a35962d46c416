# What sequence and mapping patterns match goes by a type's flags: the first class of its MRO that has one decides.
import array
import collections
import collections.abc as abc
import types


class Methods:
    def __getitem__(self, key):
        return 1

    def __iter__(self):
        return iter("ab")

    def __len__(self):
        return 2


class MappingFirst(Methods, abc.Mapping, abc.Sequence):
    pass


class SequenceFirst(Methods, abc.Sequence, abc.Mapping):
    pass


class DictFirst(dict, abc.Sequence):
    pass


class MappingThenList(Methods, abc.Mapping, list):
    pass


class Registered(Methods):
    pass


abc.Sequence.register(Registered)


def kind(x):
    match x:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return "neither"


for x in (
    [], (), range(2), memoryview(b"a"), array.array("b"), collections.deque(), {}, collections.OrderedDict(),
    types.MappingProxyType({}), collections.Counter(), collections.UserList(), "", b"", bytearray(), set(), MappingFirst(),
    SequenceFirst(), DictFirst(), MappingThenList(), Registered(),
):
    flags = type(x).__flags__
    print(type(x).__name__, kind(x), flags >> 5 & 1, flags >> 6 & 1)


class Keys:
    name = other = "k"


def whole(x):
    match x:
        case bytearray(b):
            return "bytearray", b
        case {Keys.name: a, Keys.other: b}:
            return a, b
        case {**rest}:
            return rest


print(whole(bytearray(b"ab")), whole({"z": 1}))
for subject in ({"k": 1}, types.MappingProxyType({"k": 1})):
    try:
        whole(subject)
    except ValueError as e:
        print(e)
print(ExceptionGroup[int], BaseExceptionGroup[ValueError])
