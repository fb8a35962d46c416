# A count goes up with every reference made, and down with every one dropped.
import sys

class Box:
    def __del__(self):
        print("freed")

box = Box()
print(sys.getrefcount(box))  # one more than there are: the call holds it too
other = box
shelf = [box, box]
print(sys.getrefcount(box))
shelf.clear()
del other
print(sys.getrefcount(box))
box = None
print("the name box refers to None now")
