# __getattr__ raises after __getattribute__ did: the second error comes out, and tells of the object and the name.
class Plain:
    def __getattr__(self, name):
        raise AttributeError(f"no {name}")

class Both:
    def __getattribute__(self, name):
        if name == "x":
            raise AttributeError("first")
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        raise AttributeError("second")

class Named:
    def __getattr__(self, name):
        raise AttributeError("own", name="mine")

for o, name in ((Plain(), "y"), (Both(), "x"), (Named(), "z")):
    try:
        getattr(o, name)
    except AttributeError as e:
        print(e, e.name, e.obj is o, e.__context__)
    print(hasattr(o, name), getattr(o, name, "default"))

class Length:
    def __len__(self):
        return True

print(len(Length()), Length().__len__())
