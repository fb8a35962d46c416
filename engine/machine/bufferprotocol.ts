/** `__buffer__` and `__release_buffer__` of the bytes-like types (`wrap_buffer`, `wrap_releasebuffer` of Objects/typeobject.c). */
import { at } from "./arena";
import { exporterOf } from "./buffers";
import { declareMethod } from "./declarations";
import { raise } from "./errors";
import { NULL, TYPE } from "./layout";
import { BUFFER, EXPORTER, newView, RELEASED, release, shapeOf, viewOf } from "./memoryview";
import { indexOf } from "./operators";
import { decref } from "./refcount";
import { ARRAY, BUFFER_ERROR, BYTEARRAY, BYTES, MEMORYVIEW, NONE, TYPE_ERROR, VALUE_ERROR } from "./typeids";

/** `PyBUF_WRITABLE` */
const WRITABLE = 1;
/** `PyBUF_FORMAT` */
const FORMAT = 4;

for (const type of [BYTES, BYTEARRAY, MEMORYVIEW, ARRAY])
	declareMethod(
		type,
		"__buffer__",
		1,
		1,
		(self, args) => {
			const flags = indexOf(at(args));
			if (Number.isNaN(flags)) return NULL;
			if ((flags & WRITABLE) !== 0 && exporterOf(self)?.readonly(self) === true)
				return raise(
					BUFFER_ERROR,
					type === MEMORYVIEW ? "memoryview: underlying buffer is not writable" : "Object is not writable.",
				);
			const view = viewOf(self);
			// Who asks for no format gets bytes, as large as the items are.
			if (view > 0 && (flags & FORMAT) === 0) {
				const plain = newView(at(view + BUFFER), { ...shapeOf(view), format: "B" });
				decref(view);
				return plain;
			}
			return view;
		},
		{ style: "VARARGS" },
	);

for (const type of [BYTEARRAY, MEMORYVIEW, ARRAY])
	declareMethod(type, "__release_buffer__", 1, 1, (self, args) => {
		const view = at(args);
		if (at(view + TYPE) !== MEMORYVIEW) return raise(TYPE_ERROR, "expected a memoryview object");
		if (at(view + RELEASED) !== 0) return raise(VALUE_ERROR, "memoryview's buffer has already been released");
		if (at(at(view + BUFFER) + EXPORTER) !== self) return raise(VALUE_ERROR, "memoryview's buffer is not this object");
		release(view);
		return NONE;
	});
