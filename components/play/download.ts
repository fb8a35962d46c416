/** Hands a program to the reader as a file. */
export function downloadProgram(source: string, name: string): void {
	const address = URL.createObjectURL(new Blob([source], { type: "text/x-python;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	link.click();
	// Not at once: the browser may still be reading it.
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
