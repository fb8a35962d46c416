/** Attributes and methods of memoryview objects (Objects/memoryobject.c). */

import { at } from "./arena";
import { newBytes } from "./bytes";
import { hexText } from "./byteshex";
import { declareAttribute, declareMethod } from "./declarations";
import { raise } from "./errors";
import { newBool, newInt } from "./int";
import { ITEM_CODES } from "./itemcodes";
import { NULL, type Ref } from "./layout";
import { Unsupported } from "./limits";
import { listPush, newList } from "./list";
import { work } from "./machine";
import {
	BUFFER,
	contiguous,
	EXPORTER,
	formatOf,
	ITEM_SIZE,
	ITEMS,
	isReleased,
	itemAt,
	newView,
	READONLY,
	release,
	STRIDE,
	shapeOf,
} from "./memoryview";
import { incref } from "./refcount";
import { declareSize } from "./sizes";
import { isStr, newStr, textOf } from "./str";
import { tupleOwning } from "./tuple";
import { EMPTY_TUPLE, MEMORYVIEW, NONE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName } from "./types";

/** Declares an attribute that a released view refuses. */
function attribute(name: string, get: (o: Ref) => Ref): void {
	declareAttribute(MEMORYVIEW, name, (o) => (isReleased(o) ? NULL : get(o)));
}
attribute("obj", (o) => incref(at(at(o + BUFFER) + EXPORTER)));
attribute("nbytes", (o) => newInt(at(o + ITEMS) * at(o + ITEM_SIZE)));
attribute("readonly", (o) => newBool(at(o + READONLY) !== 0));
// With the shape, strides and suboffsets of one dimension.
declareSize(MEMORYVIEW, () => 144 + 3 * 8);
attribute("itemsize", (o) => newInt(at(o + ITEM_SIZE)));
attribute("format", (o) => newStr(formatOf(o)));
attribute("ndim", () => newInt(1));
attribute("shape", (o) => numberTuple(at(o + ITEMS)));
attribute("strides", (o) => numberTuple(at(o + STRIDE)));
attribute("suboffsets", () => EMPTY_TUPLE);
for (const name of ["contiguous", "c_contiguous", "f_contiguous"])
	attribute(name, (o) => newBool(at(o + STRIDE) === at(o + ITEM_SIZE) || at(o + ITEMS) <= 1));

function numberTuple(n: number): Ref {
	return tupleOwning(newInt(n));
}

declareMethod(MEMORYVIEW, "release", 0, 0, (self) => {
	release(self);
	return NONE;
});
declareMethod(MEMORYVIEW, "__enter__", 0, 0, (self) => (isReleased(self) ? NULL : incref(self)));
declareMethod(MEMORYVIEW, "__exit__", 0, -1, (self) => {
	release(self);
	return NONE;
});
declareMethod(
	MEMORYVIEW,
	"tobytes",
	0,
	1,
	(self) => {
		if (isReleased(self)) return NULL;
		return newBytes(contiguous(self).slice());
	},
	{ params: ["order"] },
);
declareMethod(MEMORYVIEW, "tolist", 0, 0, (self) => {
	if (isReleased(self)) return NULL;
	work(at(self + ITEMS) >> 2);
	const list = newList();
	for (let i = 0; i < at(self + ITEMS); i++) listPush(list, itemAt(self, i));
	return list;
});
declareMethod(
	MEMORYVIEW,
	"hex",
	0,
	2,
	(self, args, nargs) => (isReleased(self) ? NULL : hexText(contiguous(self), args, nargs)),
	{ params: ["sep", "bytes_per_sep"] },
);
declareMethod(MEMORYVIEW, "toreadonly", 0, 0, (self) =>
	isReleased(self) ? NULL : newView(at(self + BUFFER), { ...shapeOf(self), readonly: true }),
);
declareMethod(
	MEMORYVIEW,
	"cast",
	1,
	2,
	(self, args, nargs) => {
		if (isReleased(self)) return NULL;
		const given = at(args);
		if (!isStr(given)) return raise(TYPE_ERROR, `cast() argument 'format' must be str, not ${givenName(given)}`);
		const shape = shapeOf(self);
		if (shape.stride !== shape.itemSize && shape.items > 1)
			return raise(TYPE_ERROR, "memoryview: casts are restricted to C-contiguous views");
		if (nargs > 1 && at(args + 1) !== NULL) throw new Unsupported("memoryview.cast to more than one dimension");
		const code = textOf(given).replace(/^@/, "");
		const item = ITEM_CODES.get(code);
		if (item === undefined)
			return raise(
				VALUE_ERROR,
				"memoryview: destination format must be a native single character format prefixed with an optional '@'",
			);
		if (!"Bbc".includes(code) && !"Bbc".includes(shape.format))
			return raise(TYPE_ERROR, "memoryview: cannot cast between two non-byte formats");
		const bytes = shape.items * shape.itemSize;
		if (bytes % item.size !== 0) return raise(TYPE_ERROR, "memoryview: length is not a multiple of itemsize");
		return newView(at(self + BUFFER), {
			...shape,
			format: textOf(given),
			itemSize: item.size,
			stride: item.size,
			items: bytes / item.size,
		});
	},
	{ params: ["format", "shape"] },
);
