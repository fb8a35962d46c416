/** The classes of syntax trees (`init_types` of Python/Python-ast.c): made when a program first asks for them. */

import { type AsdlDefinition, type AsdlField, asdl, POSITION } from "../syntax/asdl";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { hideBirths, showBirths } from "./births";
import { allocateClass, newInstance, readyClass } from "./classes";
import { dictEntryAt, dictGetText, dictSetOwned, newDict } from "./dict";
import { newGenericAlias } from "./genericalias";
import { newInt } from "./int";
import { ENTRY_KEY, ENTRY_VALUE, MODULE_DICT, NULL, R_AST, R_MODULES, type Ref, T_BASES, T_DICT } from "./layout";
import { EngineBug } from "./limits";
import { profile } from "./machine";
import { declareValue } from "./moduletable";
import { linearize } from "./mro";
import { decref, incref } from "./refcount";
import { typeModified } from "./specialize";
import { intern, newStr, textOf } from "./str";
import { tupleOf } from "./tuple";
import { AST, INT, LIST, NONE, OBJECT, STR, TYPE_TYPE } from "./typeids";
import { isType } from "./types";
import { unionOf } from "./unions";

/** What marks the only instance of a simple class among the classes. */
const SINGLETON = "_singleton";

function namesTuple(names: readonly string[]): Ref {
	const items = names.map(intern);
	const tuple = tupleOf(...items);
	for (const item of items) decref(item);
	return tuple;
}

/** `make_type`, entered among the classes. */
function makeType(classes: Ref, name: string, base: Ref, fields: readonly AsdlField[], doc: string): Ref {
	const namespace = newDict();
	dictSetOwned(namespace, "_fields", namesTuple(fields.map((f) => f.name)));
	dictSetOwned(namespace, "__match_args__", namesTuple(fields.map((f) => f.name)));
	dictSetOwned(namespace, "__module__", intern("ast"));
	dictSetOwned(namespace, "__doc__", newStr(doc));
	const className = intern(name);
	const bases = internal(tupleOf(base));
	const type = allocateClass(TYPE_TYPE, className, bases, namespace, NULL);
	decref(className);
	decref(bases);
	decref(namespace);
	const mro = type === NULL ? NULL : linearize(type, at(type + T_BASES));
	if (mro === NULL) throw new EngineBug(`the class ast.${name} could not be made`);
	readyClass(type, mro);
	dictSetOwned(classes, name, type);
	for (const field of fields) if (field.quantifier === "?") dictSetOwned(at(type + T_DICT), field.name, NONE);
	typeModified(type);
	return type;
}

/** `add_attributes` */
function addAttributes(type: Ref, definition: AsdlDefinition): void {
	const dict = at(type + T_DICT);
	dictSetOwned(dict, "_attributes", namesTuple(definition.positioned ? POSITION : []));
	if (definition.positioned) for (const name of POSITION.slice(2)) dictSetOwned(dict, name, NONE);
	typeModified(type);
}

/** What `_field_types` says of a field; owned. */
function fieldType(classes: Ref, { type, quantifier }: AsdlField): Ref {
	const plain =
		type === "identifier" || type === "string"
			? STR
			: type === "int"
				? INT
				: type === "constant"
					? OBJECT
					: dictGetText(classes, type);
	const item = quantifier.startsWith("?") ? unionOf(plain, NONE) : incref(plain);
	if (!quantifier.endsWith("*")) return item;
	const alias = newGenericAlias(LIST, item);
	decref(item);
	return alias;
}

/** `add_ast_annotations`, one class */
function addFieldTypes(classes: Ref, name: string, fields: readonly AsdlField[]): void {
	const type = dictGetText(classes, name);
	const dict = at(type + T_DICT);
	const types = newDict();
	for (const field of fields) dictSetOwned(types, field.name, fieldType(classes, field));
	dictSetOwned(dict, "_field_types", types);
	dictSetOwned(dict, profile().name === "3.13" ? "__annotations__" : "__annotations_cache__", incref(types));
	typeModified(type);
}

/** The classes by name, and the instances of the simple ones; borrowed. */
function astClasses(): Ref {
	const known = at(R_AST);
	if (known !== NULL) return known;
	const hid = hideBirths();
	const classes = internal(newDict());
	H[R_AST] = classes;
	const own = at(AST + T_DICT);
	for (const name of ["_fields", "__match_args__", "_attributes"]) dictSetOwned(own, name, namesTuple([]));
	typeModified(AST);
	const definitions = asdl(profile().name);
	for (const definition of definitions) {
		const { name, constructors, product, simple, text } = definition;
		const [only] = constructors;
		const base = makeType(classes, name, AST, product && only !== undefined ? only.fields : [], text);
		addAttributes(base, definition);
		if (product) continue;
		for (const form of constructors) {
			const type = makeType(classes, form.name, base, form.fields, form.text);
			if (simple) dictSetOwned(classes, form.name + SINGLETON, newInstance(type));
		}
	}
	for (const { constructors } of definitions)
		for (const { name, fields } of constructors) addFieldTypes(classes, name, fields);
	if (hid) showBirths();
	return classes;
}

/** A class of nodes, borrowed. */
export function astClass(name: string): Ref {
	return dictGetText(astClasses(), name);
}

/** The one instance of a class of nodes that hold nothing, borrowed. */
export function astSingleton(name: string): Ref {
	return dictGetText(astClasses(), name + SINGLETON);
}

const FLAGS = {
	PyCF_ALLOW_TOP_LEVEL_AWAIT: 0x2000,
	PyCF_ONLY_AST: 0x400,
	PyCF_TYPE_COMMENTS: 0x1000,
	PyCF_OPTIMIZED_AST: 0x8400,
};
declareValue("_ast", "AST", () => AST);
for (const [name, value] of Object.entries(FLAGS)) declareValue("_ast", name, () => newInt(value));
// `astmodule_exec`: the last of the values brings the classes with it.
declareValue("_ast", "mod", () => {
	const classes = astClasses();
	const module = at(dictGetText(at(R_MODULES), "_ast") + MODULE_DICT);
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(classes, i);
		if (entry === -1) return incref(dictGetText(classes, "mod"));
		const value = at(entry + ENTRY_VALUE);
		if (isType(value)) dictSetOwned(module, textOf(at(entry + ENTRY_KEY)), incref(value));
	}
});
