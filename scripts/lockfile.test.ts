import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface LockedPackage {
	readonly optional?: boolean;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lockfile {
	readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface Manifest {
	readonly dependencies: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

/** Optional dependencies that are named by a package and locked nowhere that Node would look for them from it. */
function missingOptionals(packages: Lockfile["packages"]): readonly string[] {
	return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies)
			.filter((name) => {
				const folders = path.split("/node_modules/");
				return (
					!folders.some((_, depth) => {
						const above = folders.slice(0, folders.length - depth).join("/node_modules/");
						return packages[above === "" ? `node_modules/${name}` : `${above}/node_modules/${name}`] !== undefined;
					}) && packages[`node_modules/${name}`] === undefined
				);
			})
			.map((name) => `${path} wants ${name}`),
	);
}

describe("package-lock.json", () => {
	it("has an entry for every optional dependency, so that npm ci takes it on every system", () => {
		const { packages } = read("package-lock.json") as Lockfile;
		expect(Object.keys(packages).length).toBeGreaterThan(100);
		expect(missingOptionals(packages)).toEqual([]);
	});

	it("would be refused with one entry missing", () => {
		const packages = { "node_modules/a": { optionalDependencies: { b: "1.0.0", c: "1.0.0" } }, "node_modules/b": {} };
		expect(missingOptionals(packages)).toEqual(["node_modules/a wants c"]);
		expect(missingOptionals({ ...packages, "node_modules/a/node_modules/c": {} })).toEqual([]);
	});
});

describe("package.json", () => {
	it("names exact versions only", () => {
		const { dependencies, devDependencies } = read("package.json") as Manifest;
		const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
			([, v]) => !/^(npm:[\w-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(v),
		);
		expect(loose).toEqual([]);
	});
});
