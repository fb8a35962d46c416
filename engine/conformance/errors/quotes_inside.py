# Quotes inside a string end it.
speaker = "Ada"
print("She said "hello" to me")
print(speaker)
