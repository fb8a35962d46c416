# Prefixes of a string that do not go together.
name = "Ada"
print(f"hello {name}")
print(bf"hello {name}")
