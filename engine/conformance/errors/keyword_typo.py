# A misspelt keyword: 3.14 says which one was meant.
total = 0
for n in range(3):
    total += n

def half(n):
    retrun n / 2

print(half(total))
