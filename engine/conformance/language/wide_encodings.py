# UTF-16 and UTF-32: marks, orders, surrogates and errors
text = "aé€😀"
for name in ("utf-8", "utf-16", "utf-16-le", "UTF-16BE", "utf_32", "utf-32-be"):
    data = text.encode(name)
    print(name, len(data), data, data.decode(name) == text)
print(b"\xfe\xff\x00a".decode("utf-16"), "a\ud800".encode("utf-16-le", "surrogatepass"), "x\ud800".encode("utf-32", "replace"))
print(ascii(b"\x00\xd8a\x00".decode("utf-16", "replace")), ascii(b"\x00\xd8".decode("utf-16-le", "surrogatepass")))
for data, name in ((b"a", "utf-16"), (b"\x00\xd8", "utf-16-le"), (b"\xdc\x00", "utf-16-be"), (b"\xff\xff\xff\xff", "utf-32"), (b"\x00\xd8\x00\x00", "utf-32-le")):
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        print(error, error.encoding, error.start, error.end)
"\udc80".encode("utf-16")
