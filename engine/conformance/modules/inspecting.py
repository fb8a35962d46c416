# What inspect finds out about functions, classes and frames: signatures, sources, members, the stack, states of generators.
import inspect
from functools import partial, wraps

# Greets a person.
def greet(name: str, /, greeting: str = "Hello", *args, punct="!", **kw) -> str:
    """Say hello.

    In full.
    """
    return f"{greeting}, {name}{punct}"

class Animal:
    kind = "animal"
    def __init__(self, name, age=3):
        self.name, self.age = name, age
    def speak(self, *, loud=False): return "..."
    @classmethod
    def make(cls): return cls("x")
    @property
    def prop(self): return 1

class Dog(Animal):
    # Dogs bark.
    def speak(self, *, loud=True): return "Woof"

signature = inspect.signature(greet)
print(signature, inspect.signature(Animal), inspect.signature(Dog("d").speak), inspect.signature(Animal.make))
for p in signature.parameters.values():
    print(p, p.kind, p.default, p.annotation)
bound = signature.bind("Ann", "Hi", 1, z=3)
bound.apply_defaults()
print(bound, bound.args, bound.kwargs)
try:
    signature.bind()
except TypeError as e:
    print(e)
print(inspect.getdoc(greet), inspect.getcomments(greet), inspect.getfullargspec(greet))
print(inspect.getsource(greet))
print(inspect.getsourcelines(Dog), inspect.getsource(Animal.speak))
print(inspect.getsource(lambda x: (x +
    1)))
print([n for n, v in inspect.getmembers(Animal, inspect.isfunction)], inspect.getmro(Dog))
print(inspect.isclass(Dog), inspect.isbuiltin(len), inspect.isdatadescriptor(Animal.prop), inspect.ismodule(inspect))

def outer():
    x = 1
    def inner():
        frame = inspect.currentframe()
        print(frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_lineno, x)
        for f in inspect.stack():
            print(f.function, f.lineno, f.code_context, f.index)
        print(inspect.getframeinfo(frame).function, inspect.getargvalues(frame).locals["x"])
    inner()
outer()

@wraps(greet)
def wrapper(*a, **k): return greet(*a, **k)
print(inspect.signature(wrapper), inspect.unwrap(wrapper) is greet, inspect.signature(partial(greet, "x", punct="?")))

def numbers():
    yield 1
g = numbers()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), g.close(), inspect.getgeneratorstate(g))
