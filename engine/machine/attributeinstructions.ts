/** LOAD_ATTR and STORE_ATTR where their sites do not know yet, or cannot, where the attribute stands (sitecache.ts). */
import { at, H } from "./arena";
import { GENERIC_GETATTR, GENERIC_SETATTR, genericGetAttr, getAttr, getMethod, method, setAttr } from "./attributes";
import { entered } from "./delivery";
import { callFunction } from "./functions";
import { F_SP, FIELDS, NULL, type Ref, T_SLOTS, TYPE } from "./layout";
import { incref } from "./refcount";
import { rememberMethod, rememberValue, setValueAtSite } from "./sitecache";
import { lookupSpecial } from "./special";
import { ATTR_GETATTRIBUTE, ATTR_PROPERTY, attrKind, GENERIC } from "./specialize";
import { close } from "./stackref";
import { NOTHING, S_GETATTRO, S_SETATTRO, type Status } from "./tables";
import { typeLookup } from "./typecache";
import { NONE } from "./typeids";

/**
 * LOAD_ATTR of the object on top of a frame's stack; `call`: the attribute is to be called; `plain`: as isPlainAttr says.
 * NOTHING: the result is on the stack, with self or NULL above it for a call. Otherwise the status of what takes its place.
 */
export function loadAttr(frame: number, here: number, owner: Ref, name: Ref, call: boolean, plain: boolean): number {
	const sp = at(frame + F_SP);
	const word = at(sp - 1);
	const kind = attrKind(here, owner, name, call);
	if (kind >= ATTR_PROPERTY) {
		// LOAD_ATTR_PROPERTY, LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN: the owner moves into the getter's frame.
		const getattribute = kind === ATTR_GETATTRIBUTE;
		const getter = getattribute
			? lookupSpecial(owner, "__getattribute__")
			: at(typeLookup(at(owner + TYPE), name) + FIELDS);
		if (getattribute) H[sp] = incref(name);
		H[frame + F_SP] = sp - 1;
		return entered(frame, callFunction(incref(getter), sp - 1, getattribute ? 2 : 1, NULL, true));
	}
	if (!call) {
		if (at(at(owner + TYPE) + T_SLOTS + S_GETATTRO) !== GENERIC_GETATTR) return getAttr(owner, name);
		// LOAD_ATTR_INSTANCE_VALUE, as soon as there is nothing to be called
		const value = genericGetAttr(owner, name);
		if (value <= 0) return value;
		if (plain) rememberValue(here, owner, name);
		H[sp - 1] = value;
		close(word);
		return NOTHING;
	}
	const found = getMethod(owner, name, kind !== GENERIC);
	if (found <= 0) return found;
	// The owner goes on as self, borrowed or not.
	H[sp - 1] = found;
	H[sp] = method.unbound ? word : 0;
	if (!method.unbound) close(word);
	else if (plain) rememberMethod(here, owner, found);
	H[frame + F_SP] = sp + 1;
	return NOTHING;
}

/** `setAttr` at a site. */
export function storeAttr(here: number, owner: Ref, name: Ref, value: Ref): Status {
	if (setValueAtSite(here, owner, value)) return NONE;
	const status = setAttr(owner, name, value);
	if (status === NONE && at(at(owner + TYPE) + T_SLOTS + S_SETATTRO) === GENERIC_SETATTR)
		rememberValue(here, owner, name);
	return status;
}
