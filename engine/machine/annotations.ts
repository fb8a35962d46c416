/**
 * `__annotations__` and `__annotate__` of functions, classes, modules and wrapped functions (Objects/funcobject.c,
 * typeobject.c, moduleobject.c). In 3.14 `__annotate__` computes the annotations when they are first asked for.
 */
import { at, H } from "./arena";
import { attributeError, bind, getAttr } from "./attributes";
import { callWith, holding, through } from "./call";
import { declareAttribute } from "./declarations";
import { dictDeleteStr, dictGetText, dictSetOwned, dictSetStr, isDict, newDict } from "./dict";
import { raise } from "./errors";
import { materializeDict } from "./instance";
import {
	FIELDS,
	FUNC_ANNOTATE,
	FUNC_ANNOTATIONS,
	FUNC_QUALNAME,
	MODULE_DICT,
	NULL,
	type Ref,
	SIZE,
	T_DICT,
	T_FLAGS,
	TF_HEAP,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { isInitializing } from "./modulespec";
import { N0, setState, stateOf } from "./natives";
import { decref, incref, setref } from "./refcount";
import { nameRef } from "./special";
import { typeModified } from "./specialize";
import { newStr, textOf } from "./str";
import { nativeKind, S_CALL, type Status, slotOf } from "./tables";
import { tupleItem } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	CLASSMETHOD,
	FUNCTION,
	MODULE,
	NONE,
	SMALL_INT_WORDS,
	SMALL_INT_ZERO,
	STATICMETHOD,
	TUPLE,
	TYPE_ERROR,
	TYPE_TYPE,
} from "./typeids";
import { typeName } from "./types";

/** `annotationlib.Format.VALUE` */
const VALUE_FORMAT = SMALL_INT_ZERO + SMALL_INT_WORDS;

function isCallable(o: Ref): boolean {
	return slotOf(o, S_CALL) !== 0;
}

/** What `__annotate__` gave, if it is a dict; taken over. */
function checkedDict(value: Ref): Ref {
	if (isDict(value)) return value;
	raise(TYPE_ERROR, `__annotate__ returned non-dict of type '${typeName(at(value + TYPE))}'`);
	decref(value);
	return NULL;
}

/** Whether `__annotate__` may be stored; raises where it may not. */
function mayAnnotate(value: Ref, deletion: string): boolean {
	if (value !== NULL && (value === NONE || isCallable(value))) return true;
	raise(TYPE_ERROR, value === NULL ? deletion : "__annotate__ must be callable or None");
	return false;
}

// ---- Functions ----

/** SET_FUNCTION_ATTRIBUTE with MAKE_FUNCTION_ANNOTATE: takes `annotate` over, and calls it after its function. */
export function setFunctionAnnotate(func: Ref, annotate: Ref): void {
	H[func + FUNC_ANNOTATE] = annotate;
	setref(annotate + FUNC_QUALNAME, newStr(`${textOf(at(func + FUNC_QUALNAME))}.__annotate__`));
}

/** Words: the function. */
const FUNCTION_ANNOTATED = nativeKind("function.__annotations__", (frame, value) => {
	const annotations = checkedDict(value);
	if (annotations !== NULL) setref(at(frame + N0) + FUNC_ANNOTATIONS, incref(annotations));
	return annotations;
});

/** `func_get_annotation_dict` */
function functionAnnotations(o: Ref): Status {
	const own = at(o + FUNC_ANNOTATIONS);
	if (own !== NULL && at(own + TYPE) !== TUPLE) return incref(own);
	const annotate = at(o + FUNC_ANNOTATE);
	if (own === NULL && annotate !== NULL && isCallable(annotate)) {
		return through(FUNCTION_ANNOTATED, 1, (frame) => {
			H[frame + N0] = o;
			return callWith(annotate, VALUE_FORMAT);
		});
	}
	const d = newDict();
	// 3.13's compiler leaves names and values in a tuple; the dict is made when asked for.
	if (own !== NULL) for (let i = 0; i < at(own + SIZE); i += 2) dictSetStr(d, tupleItem(own, i), tupleItem(own, i + 1));
	setref(o + FUNC_ANNOTATIONS, incref(d));
	return d;
}

declareAttribute(FUNCTION, "__annotations__", functionAnnotations, (o, value) => {
	if (value !== NULL && value !== NONE && !isDict(value))
		return raise(TYPE_ERROR, "__annotations__ must be set to a dict object");
	setref(o + FUNC_ANNOTATIONS, value === NULL || value === NONE ? NULL : incref(value));
	setref(o + FUNC_ANNOTATE, NULL);
	return NONE;
});
declareAttribute(
	FUNCTION,
	"__annotate__",
	(o) => incref(at(o + FUNC_ANNOTATE) === NULL ? NONE : at(o + FUNC_ANNOTATE)),
	(o, value) => {
		if (!mayAnnotate(value, "__annotate__ cannot be deleted")) return NULL;
		setref(o + FUNC_ANNOTATE, incref(value));
		if (value !== NONE) setref(o + FUNC_ANNOTATIONS, NULL);
		return NONE;
	},
	"3.14",
);

// ---- Classes ----

/** Where a class keeps the annotations that its `__annotate__` gave; 3.13 has but one place. */
function cacheName(): string {
	return profile().lazyAnnotations ? "__annotations_cache__" : "__annotations__";
}

function keepTypeAnnotations(type: Ref, annotations: Ref): Ref {
	if (annotations === NULL) return NULL;
	dictSetStr(at(type + T_DICT), nameRef(cacheName()), annotations);
	typeModified(type);
	return annotations;
}

/** Words: the class. Comes with its `__annotate__`, then with what that gave. */
const TYPE_ANNOTATED = nativeKind("type.__annotations__", (frame, value) => {
	const type = at(frame + N0);
	if (stateOf(frame) === 1) return keepTypeAnnotations(type, checkedDict(value));
	setState(frame, 1);
	const called = isCallable(value);
	const status = called ? holding([value], () => callWith(value, VALUE_FORMAT)) : newDict();
	decref(value);
	return status > 0 ? keepTypeAnnotations(type, checkedDict(status)) : status;
});

function noTypeAttribute(type: Ref, name: string): typeof NULL {
	return attributeError(type, nameRef(name), `type object '${typeName(type)}' has no attribute '${name}'`);
}

/** `type_get_annotations` */
function typeAnnotations(type: Ref): Status {
	if ((at(type + T_FLAGS) & TF_HEAP) === 0) return noTypeAttribute(type, "__annotations__");
	for (const name of ["__annotations__", cacheName()]) {
		const own = dictGetText(at(type + T_DICT), name);
		if (own !== NULL) return bind(own, NULL, type);
	}
	if (!profile().lazyAnnotations) return keepTypeAnnotations(type, newDict());
	return through(TYPE_ANNOTATED, 1, (frame) => {
		H[frame + N0] = type;
		return getAttr(type, nameRef("__annotate__"));
	});
}

/** What a static type refuses to store. */
function isImmutable(type: Ref, name: string): boolean {
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0) return false;
	raise(TYPE_ERROR, `cannot set '${name}' attribute of immutable type '${typeName(type)}'`);
	return true;
}

/** `type_set_annotations`: the class has no `__annotate__` any more. */
function setTypeAnnotations(type: Ref, value: Ref): Status {
	if (isImmutable(type, "__annotations__")) return NULL;
	const dict = at(type + T_DICT);
	const explicit = dictGetText(dict, "__annotations__") !== NULL;
	const name = nameRef(explicit ? "__annotations__" : cacheName());
	if (value !== NULL) dictSetStr(dict, name, value);
	else if (!dictDeleteStr(dict, name)) return raise(ATTRIBUTE_ERROR, "__annotations__");
	if (profile().lazyAnnotations) {
		if (explicit) dictDeleteStr(dict, nameRef("__annotations_cache__"));
		dictDeleteStr(dict, nameRef("__annotate_func__"));
		dictDeleteStr(dict, nameRef("__annotate__"));
	}
	typeModified(type);
	return NONE;
}

/** `type_get_annotate` */
function typeAnnotate(type: Ref): Status {
	if ((at(type + T_FLAGS) & TF_HEAP) === 0) return noTypeAttribute(type, "__annotate__");
	const dict = at(type + T_DICT);
	for (const name of ["__annotate__", "__annotate_func__"]) {
		const own = dictGetText(dict, name);
		if (own !== NULL) return bind(own, NULL, type);
	}
	dictSetOwned(dict, "__annotate_func__", NONE);
	return NONE;
}

/** `type_set_annotate` */
function setTypeAnnotate(type: Ref, value: Ref): Status {
	const deletion = "cannot delete __annotate__ attribute";
	if (value !== NULL && isImmutable(type, "__annotate__")) return NULL;
	if (!mayAnnotate(value, deletion)) return NULL;
	const dict = at(type + T_DICT);
	dictSetStr(dict, nameRef("__annotate_func__"), value);
	if (value !== NONE) dictDeleteStr(dict, nameRef("__annotations_cache__"));
	typeModified(type);
	return NONE;
}

declareAttribute(TYPE_TYPE, "__annotations__", typeAnnotations, setTypeAnnotations);
declareAttribute(TYPE_TYPE, "__annotate__", typeAnnotate, setTypeAnnotate, "3.14");

// ---- Modules ----

/** A module keeps its annotations, unless it is still being imported: there may be more to come. */
function keepModuleAnnotations(module: Ref, annotations: Ref): Ref {
	const dict = at(module + MODULE_DICT);
	const early = profile().lazyAnnotations && isInitializing(dictGetText(dict, "__spec__"));
	if (annotations !== NULL && !early) dictSetStr(dict, nameRef("__annotations__"), annotations);
	return annotations;
}

/** Words: the module. */
const MODULE_ANNOTATED = nativeKind("module.__annotations__", (frame, value) =>
	keepModuleAnnotations(at(frame + N0), checkedDict(value)),
);

/** `module_get_annotations` */
function moduleAnnotations(module: Ref): Status {
	const dict = at(module + MODULE_DICT);
	const own = dictGetText(dict, "__annotations__");
	if (own !== NULL) return incref(own);
	const annotate = profile().lazyAnnotations ? dictGetText(dict, "__annotate__") : NULL;
	if (annotate === NULL || !isCallable(annotate)) return keepModuleAnnotations(module, newDict());
	return through(MODULE_ANNOTATED, 1, (frame) => {
		H[frame + N0] = module;
		return holding([annotate], () => callWith(annotate, VALUE_FORMAT));
	});
}

declareAttribute(MODULE, "__annotations__", moduleAnnotations, (module, value) => {
	const dict = at(module + MODULE_DICT);
	const name = nameRef("__annotations__");
	if (value !== NULL) dictSetStr(dict, name, value);
	else if (!dictDeleteStr(dict, name)) return raise(ATTRIBUTE_ERROR, "__annotations__");
	if (profile().lazyAnnotations) dictDeleteStr(dict, nameRef("__annotate__"));
	return NONE;
});
declareAttribute(
	MODULE,
	"__annotate__",
	(module) => {
		const dict = at(module + MODULE_DICT);
		const own = dictGetText(dict, "__annotate__");
		if (own !== NULL) return incref(own);
		dictSetOwned(dict, "__annotate__", NONE);
		return NONE;
	},
	(module, value) => {
		if (!mayAnnotate(value, "cannot delete __annotate__ attribute")) return NULL;
		const dict = at(module + MODULE_DICT);
		dictSetStr(dict, nameRef("__annotate__"), value);
		if (value !== NONE) dictDeleteStr(dict, nameRef("__annotations__"));
		return NONE;
	},
	"3.14",
);

// ---- classmethod and staticmethod ----

/** Words: the wrapper, the attribute's name. */
const WRAPPED = nativeKind("wrapped attribute", (frame, value) => {
	dictSetStr(materializeDict(at(frame + N0)), at(frame + N0 + 1), value);
	return value;
});

for (const type of [STATICMETHOD, CLASSMETHOD]) {
	for (const [name, only] of [
		["__annotations__", undefined],
		["__annotate__", "3.14"],
	] as const) {
		declareAttribute(
			type,
			name,
			// descriptor_get_wrapped_attribute: what was stored, then the function's own.
			(o) => {
				const own = dictGetText(materializeDict(o), name);
				if (own !== NULL) return incref(own);
				return through(WRAPPED, 2, (frame) => {
					H[frame + N0] = o;
					H[frame + N0 + 1] = nameRef(name);
					return getAttr(at(o + FIELDS), nameRef(name));
				});
			},
			// descriptor_set_wrapped_attribute
			(o, value) => {
				const dict = materializeDict(o);
				if (value !== NULL) dictSetStr(dict, nameRef(name), value);
				else if (!dictDeleteStr(dict, nameRef(name)))
					return raise(
						ATTRIBUTE_ERROR,
						profile().lazyAnnotations ? `'${typeName(at(o + TYPE))}' object has no attribute '${name}'` : name,
					);
				return NONE;
			},
			only,
		);
	}
}
