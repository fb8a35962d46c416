small = 256
parsed = int("256")
print(small is parsed)

large = 1000
parsed = int("1000")
print(large is parsed)

box = ["first"]
address = id(box)
del box
box = ["second"]
print(id(box) == address)
