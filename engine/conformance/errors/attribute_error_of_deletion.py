# What an AttributeError tells of a deletion: nothing of inline values, name and object where the dict is another
class Plain:
    pass

class Slotted:
    __slots__ = ("s",)

class Items(list):
    pass

def show(o):
    try:
        del o.p
    except AttributeError as error:
        print(error, error.name, type(error.obj).__name__)

inline = Plain()
seen = Plain()
seen.__dict__
given = Plain()
given.__dict__ = {"x": 1}
for o in inline, seen, given, Slotted(), Items(), 1, Plain, len:
    show(o)
