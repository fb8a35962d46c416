# What unicodedata knows of characters: categories, widths, normal forms, marks stripped off, names of common ones.
import unicodedata as u

for c in "aÉ5½ 漢\u0301ﬁΩ\u00a0-_<٣ナ":
    print(ascii(c), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.decimal(c, None))
text = "Crème brûlée ﬁ Å"
print([ascii(u.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")], u.is_normalized("NFC", text))
print("".join(c for c in u.normalize("NFD", text) if not u.combining(c)))
print([u.name(c) for c in "aZé09!€ αΩ~\"'"], u.lookup("GREEK SMALL LETTER ALPHA"), u.name("\n", "none"))
for action in lambda: u.name("\x00"), lambda: u.digit("a"), lambda: u.normalize("X", "a"), lambda: u.category(1):
    try:
        print(action())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
