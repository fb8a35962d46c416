def table(rows):
    lines = []
    for i in range(rows):
        name = "row " + str(i)
        lines.append(f"{name:<12}|{i * 37 % 1001:>6}|{i / 8:8.3f}|" + "%05d" % (i % 9973))
    return "\n".join(lines)

def reversed_words(text):
    out = ""
    for word in text.split():
        out += word[::-1].upper() + " "
    return out.strip()

def main():
    size = 0
    letters = {}
    for r in range(4):
        text = table(15000)
        size += len(text)
        for line in text.splitlines():
            cells = [cell.strip() for cell in line.split("|")]
            size += len("/".join(cells).replace("row", "r"))
            if cells[0].endswith("7") and line.find("99") >= 0:
                letters[cells[1]] = letters.get(cells[1], 0) + 1
        words = reversed_words(text[:20000])
        size += words.count("WOR")
    print(size, len(letters), words[:24])
main()
