import gc

gc.disable()

class Folder:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)

    def path(self):
        if self.parent is None:
            return self.name
        return self.parent.path() + "/" + self.name

def build():
    home = Folder("home")
    work = Folder("work", home)
    Folder("notes", work)
    Folder("old", work)
    for child in work.children:
        print(child.path())

build()
print("built")
