# What dies when its holder dies, and in which order.
class Part:
    def __init__(self, name, *parts):
        self.name = name
        self.parts = list(parts)

    def __del__(self):
        print("freed", self.name)

wheel = Part("wheel")
car = Part("car", Part("engine", Part("piston")), wheel, Part("door"))
print("car goes")
del car
print("the wheel has a name of its own")
del wheel
