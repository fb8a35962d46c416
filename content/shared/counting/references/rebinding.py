import gc

gc.disable()

class Page:
    def __init__(self, title):
        self.title = title
        print("made:", title)

    def __del__(self):
        print("freed:", self.title)

def read():
    page = Page("in a function")
    print("reading")

read()
page = Page("first")
page = Page("second")
print("last line")
