const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/**
 * A key that no other answer has: 24 characters, 144 random bits. Made of getRandomValues, since randomUUID is absent
 * where the site is served over plain HTTP.
 */
export function makeKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(24));
	return Array.from(bytes, (byte) => ALPHABET[byte & 63]).join("");
}
