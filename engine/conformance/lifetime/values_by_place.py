# A dict that shares its class's keys drops its values by the place of the key, whatever order they were set in.
class Part:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


class Whole:
    pass


def make():
    whole = Whole()
    whole.first = 1
    whole.second = Part("second")
    return whole


print("no dict at first")
whole = make()
del whole.first
whole.__dict__["first"] = Part("first")
print(list(whole.__dict__))
del whole

print("a dict that outlives its instance")
whole = make()
attributes = whole.__dict__
del attributes["first"]
whole.first = Part("first")
del whole
print(list(attributes))
del attributes

print("cleared")
whole = make()
attributes = whole.__dict__
del whole.first
whole.first = Part("first")
attributes.clear()
print(attributes, whole.__dict__ is attributes)

print("a dict of its own")
whole = make()
whole.__dict__[1] = Part("third")
del whole.first
whole.first = Part("first")
del whole
