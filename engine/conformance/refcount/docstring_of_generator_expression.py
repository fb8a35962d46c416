# In 3.13 a function's docstring is its code's first constant if that is a text, also a generator expression's or a class body's
from sys import getrefcount
from types import FunctionType

print([getrefcount("one two") for i in [1]])
print(list(getrefcount("three four") for i in [1]))
print((lambda: getrefcount("five six"))())

def show(text):
    print(getrefcount(text))

any(show("seven eight") for i in [1, 2])

class Body:
    def method(self):
        "A docstring"
        return 1
    print(getrefcount("nine ten"))

def plain():
    return 2

def told():
    "Another"
    return 3

print(Body.method.__doc__, plain.__doc__)
print(told.__code__.co_flags, plain.__code__.co_flags)
print(FunctionType(compile("'text'", "x", "eval"), {}).__doc__)
exec("print(getrefcount('eleven twelve'))")
