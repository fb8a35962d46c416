import { describe, expect, it } from "vitest";
import * as quick from "./unicode";
import * as tables from "./unicodeTables";

describe("ASCII, which is known without tables", () => {
	it.each(Array.from({ length: 128 }, (_, point) => point))("is as in the tables: %i", (point) => {
		expect(quick.propertiesOf(point)).toBe(tables.knownProperties(point));
		expect(quick.decimalValue(point)).toBe(tables.digitValue(point));
		expect(quick.isSpace(point)).toBe((tables.knownProperties(point) & quick.SPACE) !== 0);
		expect(quick.isPrintable(point)).toBe((tables.knownProperties(point) & quick.PRINTABLE) !== 0);
		expect(quick.toUpper(point)).toBe(tables.upperOf(point));
		expect(quick.toLower(point)).toBe(tables.lowerOf(point));
		expect(quick.toTitle(point)).toBe(tables.titleOf(point));
		expect(quick.toFolded(point)).toBe(tables.foldedOf(point));
	});
});
