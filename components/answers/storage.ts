/** The browser's storage, or null where it is forbidden (reading the property alone may throw). */
export function browserStorage(): Storage | null {
	try {
		return typeof localStorage === "undefined" ? null : localStorage;
	} catch {
		return null;
	}
}
