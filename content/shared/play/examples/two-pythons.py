# 3.13 and 3.14 print other lines: 3.14 borrows a local that outlives its use, and lets locals go from the last one.
import sys

class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("freed", self.name)

def use():
    first = Item("first")
    second = Item("second")
    print(sys.getrefcount(first))

use()
