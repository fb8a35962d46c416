shared = [[0, 0]] * 3
shared[0][0] = 7
print(shared)
print(shared[0] is shared[2])

separate = [[0, 0] for n in range(3)]
separate[0][0] = 7
print(separate)
print(separate[0] is separate[2])
