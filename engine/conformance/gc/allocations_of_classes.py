# How many allocations the collector counts for class statements: with metaclass, keywords, hooks, first subclasses
import gc
gc.disable()
class Meta(type): pass
class Parent:
    def __init_subclass__(cls, **keywords): pass
def counted(make):
    gc.collect()
    before = gc.get_count()[0]
    make()
    return gc.get_count()[0] - before
def plain():
    class C: pass
def with_type():
    class C(metaclass=type): pass
def with_meta():
    class C(metaclass=Meta): pass
def child():
    class C(Parent): pass
def child_with_keyword():
    class C(Parent, x=1): pass
def of_set():
    class C(set): pass
def of_list():
    class C(list): pass
def of_key_error():
    class C(KeyError): pass
def called():
    Meta("C", (), {})
for make in (plain, with_type, with_meta, child, child_with_keyword, of_set, of_list, of_key_error, called):
    print(make.__name__, counted(make), counted(make))
