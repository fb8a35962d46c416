/** Which objects count as the program's own: not those that a module of the library makes while it is imported. */
import { at, H } from "./arena";
import { R_OWN_GAPS, R_OWN_SERIAL } from "./layout";

let onImport: ((begins: boolean) => void) | null = null;
/** Told when the library begins to make furniture, and when it has ended. */
export function watchFurniture(watcher: ((begins: boolean) => void) | null): void {
	onImport = watcher;
}

/** From here on what is made is furniture. False: it was so already. */
export function hideBirths(): boolean {
	if (at(R_OWN_SERIAL) <= 0) return false;
	H[R_OWN_SERIAL] = -at(R_OWN_SERIAL);
	onImport?.(true);
	return true;
}

export function showBirths(): void {
	H[R_OWN_SERIAL] = -at(R_OWN_SERIAL);
	onImport?.(false);
}

/** The serial that the program's next object gets. */
export function nextOwnSerial(): number {
	return Math.abs(at(R_OWN_SERIAL));
}

/** How many objects of the program's own have been made. */
export function ownSerials(): number {
	return nextOwnSerial() - 1 - at(R_OWN_GAPS);
}
