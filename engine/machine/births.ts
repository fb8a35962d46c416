/** Which objects count as the program's own: not those that a module of the library makes while it is imported. */
import { at, H } from "./arena";
import { R_OWN_SERIAL } from "./layout";

/** From here on what is made is furniture. False: it was so already. */
export function hideBirths(): boolean {
	if (at(R_OWN_SERIAL) <= 0) return false;
	H[R_OWN_SERIAL] = -at(R_OWN_SERIAL);
	return true;
}

export function showBirths(): void {
	H[R_OWN_SERIAL] = -at(R_OWN_SERIAL);
}
