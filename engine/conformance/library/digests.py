# Message digests of every kind, base 64, and paths that touch no file
import base64
import binascii
import hashlib
import hmac
from pathlib import Path, PureWindowsPath

for name in ("md5", "sha1", "sha224", "sha512", "sha3_256", "blake2b", "blake2s"):
    digest = hashlib.new(name, b"abc" * 50)
    print(name, digest.hexdigest()[:32], digest.digest_size, digest.block_size, digest.name)
print(hashlib.shake_128(b"a").hexdigest(10), hashlib.blake2b(b"x", digest_size=8, key=b"k").hexdigest())
first = hashlib.sha256(b"a")
second = first.copy()
second.update(b"b")
print(first.hexdigest()[:8], second.hexdigest()[:8], hmac.new(b"key", b"message", "md5").hexdigest())
print(base64.b64encode(b"hello!!"), base64.b64decode("aGk="), base64.b32encode(b"x"), binascii.crc32(b"abc"), binascii.hexlify(b"ab", "-"))
for wrong in (lambda: hashlib.md5("text"), lambda: hashlib.sha256("text"), lambda: hashlib.new("none"), lambda: base64.b64decode("abc"), lambda: binascii.unhexlify("abc")):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
path = Path("/usr") / "lib" / "x.tar.gz"
print(path, path.stem, path.suffixes, path.parent.name, path.with_suffix(".zip"), repr(Path("a/../b")), path.relative_to("/usr"))
print(PureWindowsPath("c:\\data\\f.txt").parts, path.match("*.gz"), sorted([Path("b"), Path("a")]))
try:
    path.relative_to("/home")
except ValueError as error:
    print(error)
