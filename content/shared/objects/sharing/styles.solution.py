class Style:
    def __init__(self, font, size):
        self.font = font
        self.size = size

class Cell:
    def __init__(self, text, style):
        self.text = text
        self.style = style

made = {}

def style_of(font, size):
    key = (font, size)
    if key not in made:
        made[key] = Style(font, size)
    return made[key]

cells = []
for row in range(60):
    if row % 10 == 0:
        style = style_of("bold", 14)
    else:
        style = style_of("plain", 11)
    cells.append(Cell(f"row {row}", style))

print(len(cells), "cells")
print(len({id(cell.style) for cell in cells}), "styles")
