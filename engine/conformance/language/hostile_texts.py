# Long texts and bytes: steps, encodings and repetitions give what short ones give.
text = "ab\u00e9" * 3000
print(text[::2][:6], text[::-3][:5], len(text[1::4]), len(text.encode()), text.encode().decode() == text)
plain = "xyz" * 3000
print(plain.encode("ascii")[:5], plain.encode()[::-1].decode()[:4], len(plain[5::7]))
data = b"ab" * 5001
print(len(data), data[-3:], data.count(b"ba"), data.find(b"bb"), (b"abc" * 3)[:7], b"" * 5, b"q" * 0)
keys = {i << 40: i for i in range(2000)}
keys.update({i / 4: i for i in range(2000)})
print(len(keys), keys[7 << 40], keys[2.25], (3 << 40) in keys, 1e9 in keys)
del keys[5 << 40], keys[0.5]
print(len(keys), list(keys)[:3], max({i / 8 for i in range(500)}))
