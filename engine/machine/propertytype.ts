/** property (Objects/descrobject.c). Its fields: getter, setter, deleter, doc, name. */
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import {
	getAttr,
	isPlainlyMissing,
	PROPERTY_GET,
	PROPERTY_NAME,
	PROPERTY_SET,
	propertyName,
	setAttr,
} from "./attributes";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { declareField, declareMember } from "./fieldattributes";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, TF_BASETYPE, TF_CLEARS, TF_GC, TYPE } from "./layout";
import { N0, popNative, pushNative } from "./natives";
import { decref, incref, setref } from "./refcount";
import { nameRef } from "./special";
import { calling, nativeKind, S_DESCR_GET, S_DESCR_SET, S_INIT, S_NEW, type Status } from "./tables";
import { ATTRIBUTE_ERROR, NONE, OBJECT, PROPERTY, TYPE_ERROR } from "./typeids";

const DOC = FIELDS + 3;
/** 1: the doc is the getter's (`getter_doc`). */
const GETTER_DOC = FIELDS + 5;

/** Words: the property, and whether the doc that comes is its getter's. */
const DOC_OF_GETTER = nativeKind(
	"property.__init__",
	(frame, doc) => {
		const o = at(frame + N0);
		H[o + GETTER_DOC] = doc === NONE ? 0 : 1;
		return storeDoc(o, doc);
	},
	(frame) => {
		if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
		clearError();
		return storeDoc(at(frame + N0), NONE);
	},
);

/** A property has a word for its doc; an instance of a subclass has it in its dict, where it has one. Takes `doc` over. */
function storeDoc(o: Ref, doc: Ref): Status {
	if (at(o + TYPE) === PROPERTY) {
		setref(o + DOC, doc === NONE ? NULL : doc);
		return NONE;
	}
	const frame = pushNative(STORED, 1, 0);
	H[frame + N0] = o;
	const status = setAttr(o, nameRef("__doc__"), doc);
	decref(doc);
	if (status === PUSHED) return PUSHED;
	popNative(frame);
	return status === NULL ? unstored(o) : NONE;
}
const STORED = nativeKind(
	"property.__doc__",
	(_frame, value) => {
		decref(value);
		return NONE;
	},
	(frame) => unstored(at(frame + N0)),
);
/** A subclass with slots alone keeps no doc that was given. */
function unstored(o: Ref): Status {
	if (at(o + GETTER_DOC) !== 0 || !errorIs(ATTRIBUTE_ERROR)) return NULL;
	clearError();
	return NONE;
}

/** `property_init_impl` */
function init(o: Ref, get: Ref, set: Ref, del: Ref, doc: Ref): Status {
	[get, set, del].forEach((f, i) => {
		setref(o + FIELDS + i, f === NULL || f === NONE ? NULL : incref(f));
	});
	setref(o + DOC, NULL);
	setref(o + FIELDS + 4, NULL);
	H[o + GETTER_DOC] = 0;
	if (doc !== NULL && doc !== NONE) return storeDoc(o, incref(doc));
	const getter = at(o + FIELDS);
	if (getter === NULL || isPlainlyMissing(getter, nameRef("__doc__"))) return storeDoc(o, NONE);
	return through(DOC_OF_GETTER, 1, (frame) => {
		H[frame + N0] = o;
		const status = getAttr(getter, nameRef("__doc__"));
		if (status !== NULL || !errorIs(ATTRIBUTE_ERROR)) return status;
		clearError();
		return NONE;
	});
}

declareType({
	type: PROPERTY,
	name: "property",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 80,
	words: 10,
	refs: 5,
	flags: TF_GC | TF_BASETYPE | TF_CLEARS,
	slots: {
		[S_DESCR_GET]: PROPERTY_GET,
		[S_DESCR_SET]: PROPERTY_SET,
		[S_NEW]: calling((type) => newInstance(type)),
		[S_INIT]: calling((o, args, nargs, kwnames) => {
			const given = resolveArguments({ name: "property", params: PARAMS, min: 0, max: 4 }, args, nargs, kwnames);
			if (given === null) return NULL;
			const [get, set, del, doc] = given;
			return init(o, get ?? NULL, set ?? NULL, del ?? NULL, doc ?? NULL);
		}),
	},
});
const PARAMS = ["fget", "fset", "fdel", "doc"];
["fget", "fset", "fdel"].forEach((name, i) => {
	declareMember(PROPERTY, name, FIELDS + i);
});
declareField(PROPERTY, "__doc__", DOC, true);
declareAttribute(PROPERTY, "__name__", propertyName, (o, value) => {
	setref(o + PROPERTY_NAME, value === NULL ? NULL : incref(value));
	return NONE;
});

/** Words: the property that is copied. Comes: the new one. */
const COPIED = nativeKind("property copy", (frame, copy) => {
	const name = at(at(frame + N0) + PROPERTY_NAME);
	if (name !== NULL) setref(copy + PROPERTY_NAME, incref(name));
	return copy;
});
/** `property_copy`: a call of the type, with one function in place of what was there. */
["getter", "setter", "deleter"].forEach((name, place) => {
	declareMethod(PROPERTY, name, 1, 1, (o, args) => {
		const part = (i: number): Ref => {
			const value = i === place && at(args) !== NONE ? at(args) : at(o + FIELDS + i);
			return value === NULL ? NONE : value;
		};
		const doc = at(o + GETTER_DOC) !== 0 && part(0) !== NONE ? NONE : part(3);
		return through(COPIED, 1, (frame) => {
			H[frame + N0] = o;
			return callWith(at(o + TYPE), part(0), part(1), part(2), doc);
		});
	});
});
declareMethod(PROPERTY, "__set_name__", 0, -1, (o, args, nargs) => {
	if (nargs !== 2) return raise(TYPE_ERROR, `__set_name__() takes 2 positional arguments but ${nargs} were given`);
	setref(o + PROPERTY_NAME, incref(at(args + 1)));
	return NONE;
});
