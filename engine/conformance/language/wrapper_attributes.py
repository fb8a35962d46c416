# classmethod and staticmethod carry what their function is called.
@classmethod
def cm(cls):
    "cm doc"
print(cm.__name__, cm.__doc__, cm.__wrapped__ is cm.__func__, cm.__isabstractmethod__, cm.__qualname__, cm.__module__)
@staticmethod
def sm(a: int):
    "sm doc"
print(sm.__name__, sm.__doc__, sm.__wrapped__ is sm.__func__, sm.__isabstractmethod__, sm.__annotations__)
cm.__func__.__isabstractmethod__ = True
print(cm.__isabstractmethod__)
for t in classmethod, staticmethod:
    for a, k in [((), {}), ((1, 2), {}), ((1,), {"x": 1})]:
        try: print(t(*a, **k))
        except TypeError as e: print(e)
