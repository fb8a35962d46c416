/** The time module: a clock that advances with the work done and with sleep, the same in every run. UTC. */

import { at, F64 } from "./arena";
import { raise } from "./errors";
import { newText } from "./faults";
import { floatValue, isFloat, newFloat } from "./float";
import { intBig, intNumber, newBig, newInt } from "./int";
import { NULL, R_SLEPT, R_THREAD, R_WORK, type Ref, SIZE, TYPE } from "./layout";
import { limits, Unsupported } from "./limits";
import { profile } from "./machine";
import { callOfModule } from "./modulecall";
import { declareFunction, declareValue } from "./moduletable";
import { wholeOf } from "./operators";
import { decref, incref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { declareStructSequence, newStructSequence } from "./structseq";
import { S_INDEX, type Status, slotOf } from "./tables";
import { isTuple, tupleItem, tupleOwning } from "./tuple";
import { NONE, OVERFLOW_ERROR, TIME_STRUCT, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName, typeName } from "./types";

/** When a program begins: 2025-01-01 00:00:00 UTC. */
const EPOCH = 1_735_689_600;
/** What a unit of work takes. */
const NANOSECONDS_PER_UNIT = 25;

/** Nanoseconds since the program began. */
function elapsed(): bigint {
	const used = Math.min(limits.work, 2_000_000_000) - at(R_WORK);
	return BigInt(used * NANOSECONDS_PER_UNIT) + BigInt(Math.round((F64[R_SLEPT >> 1] ?? 0) * 1e9));
}

for (const [name, base] of [
	["time", BigInt(EPOCH) * 1_000_000_000n],
	["perf_counter", 1_000_000_000n],
	["monotonic", 1_000_000_000n],
	["process_time", 10_000_000n],
	["thread_time", 10_000_000n],
] as const) {
	declareFunction("time", name, 0, 0, () => newFloat(Number(base + elapsed()) / 1e9));
	declareFunction("time", `${name}_ns`, 0, 0, () => newBig(base + elapsed()));
}

/** A number of seconds (`_PyTime_FromSecondsObject`); NaN with an exception set. */
function seconds(o: Ref): number {
	let duration = Number.NaN;
	if (isFloat(o)) {
		duration = floatValue(o);
		if (Number.isNaN(duration)) raise(VALUE_ERROR, "Invalid value NaN (not a number)");
	} else {
		if (slotOf(o, S_INDEX) === 0) {
			const kinds = profile().name === "3.13" ? "an integer" : "an integer or float";
			raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object cannot be interpreted as ${kinds}`);
			return Number.NaN;
		}
		const whole = wholeOf(o);
		if (whole !== NULL) duration = Number(intBig(whole));
	}
	if (Math.abs(duration) < 2 ** 63 / 1e9 || Number.isNaN(duration)) return duration;
	raise(OVERFLOW_ERROR, "timestamp out of range for C PyTime_t");
	return Number.NaN;
}
declareFunction("time", "sleep", 1, 1, (_self, args) => {
	const duration = seconds(at(args));
	if (Number.isNaN(duration)) return NULL;
	if (duration < 0) return raise(VALUE_ERROR, "sleep length must be non-negative");
	// The others would go on meanwhile.
	if (at(R_THREAD) !== 0) throw new Unsupported("sleeping in a second thread");
	F64[R_SLEPT >> 1] = (F64[R_SLEPT >> 1] ?? 0) + duration;
	return NONE;
});

const FIELDS = ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"];
declareStructSequence(TIME_STRUCT, "time.struct_time", FIELDS, true, {
	tm_zone: () => newStr("UTC"),
	tm_gmtoff: () => newInt(0),
});
declareValue("time", "_STRUCT_TM_ITEMS", () => newInt(FIELDS.length + 2));
declareValue("time", "struct_time", () => TIME_STRUCT);

function structTime(date: Date): Ref {
	const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1);
	const numbers = [
		date.getUTCFullYear(),
		date.getUTCMonth() + 1,
		date.getUTCDate(),
		date.getUTCHours(),
		date.getUTCMinutes(),
		date.getUTCSeconds(),
		(date.getUTCDay() + 6) % 7,
		Math.floor((date.getTime() - yearStart) / 86_400_000) + 1,
		0,
	];
	return newStructSequence(
		TIME_STRUCT,
		numbers.map((n) => newInt(n)),
	);
}

/** The moment that an optional argument means; null with an exception set. */
function moment(args: number, nargs: number): Date | null {
	if (nargs === 0 || at(args) === NONE) return new Date(EPOCH * 1000 + Math.floor(Number(elapsed()) / 1e6));
	const n = seconds(at(args));
	if (Number.isNaN(n)) return null;
	return new Date(Math.floor(n) * 1000);
}
for (const name of ["gmtime", "localtime"])
	declareFunction("time", name, 0, 1, (_self, args, nargs) => {
		const when = moment(args, nargs);
		return when === null ? NULL : structTime(when);
	});

/** The fields of a struct_time, or of a tuple of nine numbers; null with an exception set. */
function fieldsOf(o: Ref): readonly number[] | null {
	if (!isTuple(o)) {
		raise(TYPE_ERROR, "Tuple or struct_time argument required");
		return null;
	}
	if (at(o + SIZE) !== FIELDS.length) {
		raise(TYPE_ERROR, "illegal time tuple argument");
		return null;
	}
	return FIELDS.map((_field, i) => intNumber(tupleItem(o, i)));
}
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
];
const two = (n: number, fill = "0"): string => String(n).padStart(2, fill);

function ascTime(t: readonly number[]): string {
	const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, weekday = 0] = t;
	const date = `${DAYS[weekday]?.slice(0, 3)} ${MONTHS[month - 1]?.slice(0, 3)} ${two(day, " ")}`;
	return `${date} ${two(hour)}:${two(minute)}:${two(second)} ${year}`;
}

/** The ISO year and week of a day, whose weekday counts from Monday: a week is the year's in which its Thursday lies. */
function isoWeek(year: number, weekday: number, yearDay: number): readonly [number, number] {
	const daysIn = (y: number): number => ((y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 366 : 365);
	const thursday = yearDay - weekday + 3;
	if (thursday < 1) return [year - 1, Math.ceil((thursday + daysIn(year - 1)) / 7)];
	if (thursday > daysIn(year)) return [year + 1, Math.ceil((thursday - daysIn(year)) / 7)];
	return [year, Math.ceil(thursday / 7)];
}

function directive(code: string, t: readonly number[]): string {
	const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, weekday = 0, yearDay = 1] = t;
	const twelve = hour % 12 === 0 ? 12 : hour % 12;
	switch (code) {
		case "Y":
			return String(year);
		case "y":
			return two(year % 100);
		case "C":
			return two(Math.floor(year / 100));
		case "m":
			return two(month);
		case "d":
			return two(day);
		case "e":
			return two(day, " ");
		case "H":
			return two(hour);
		case "I":
			return two(twelve);
		case "M":
			return two(minute);
		case "S":
			return two(second);
		case "p":
			return hour < 12 ? "AM" : "PM";
		case "A":
			return DAYS[weekday] ?? "";
		case "a":
			return DAYS[weekday]?.slice(0, 3) ?? "";
		case "B":
			return MONTHS[month - 1] ?? "";
		case "b":
		case "h":
			return MONTHS[month - 1]?.slice(0, 3) ?? "";
		case "j":
			return String(yearDay).padStart(3, "0");
		case "w":
			return String((weekday + 1) % 7);
		case "u":
			return String(weekday + 1);
		case "U":
			return two(Math.floor((yearDay + 6 - ((weekday + 1) % 7)) / 7));
		case "W":
			return two(Math.floor((yearDay + 6 - weekday) / 7));
		case "G":
			return String(isoWeek(year, weekday, yearDay)[0]);
		case "g":
			return two(isoWeek(year, weekday, yearDay)[0] % 100);
		case "V":
			return two(isoWeek(year, weekday, yearDay)[1]);
		case "Z":
			return "UTC";
		case "z":
			return "+0000";
		case "F":
			return `${year}-${two(month)}-${two(day)}`;
		case "T":
		case "X":
			return `${two(hour)}:${two(minute)}:${two(second)}`;
		case "R":
			return `${two(hour)}:${two(minute)}`;
		case "D":
		case "x":
			return `${two(month)}/${two(day)}/${two(year % 100)}`;
		case "r":
			return `${two(twelve)}:${two(minute)}:${two(second)} ${hour < 12 ? "AM" : "PM"}`;
		case "c":
			return ascTime(t);
		case "s":
			return String(Date.UTC(year, month - 1, day, hour, minute, second) / 1000);
		case "n":
			return "\n";
		case "t":
			return "\t";
		case "%":
			return "%";
		default:
			return `%${code}`;
	}
}

/** The fields of an optional struct_time argument, which is now if it is left out. */
function given(args: number, nargs: number, i: number): readonly number[] | null {
	if (i < nargs) return fieldsOf(at(args + i));
	const now = structTime(moment(args, 0) ?? new Date(0));
	const fields = fieldsOf(now);
	decref(now);
	return fields;
}
declareFunction("time", "strftime", 1, 2, (_self, args, nargs): Status => {
	const format = at(args);
	if (!isStr(format)) return raise(TYPE_ERROR, `strftime() argument 1 must be str, not ${givenName(format)}`);
	const fields = given(args, nargs, 1);
	if (fields === null) return NULL;
	return newText(textOf(format).replace(/%(.)/g, (_all, code: string) => directive(code, fields)));
});
declareFunction("time", "asctime", 0, 1, (_self, args, nargs) => {
	const fields = given(args, nargs, 0);
	return fields === null ? NULL : newStr(ascTime(fields));
});
declareFunction("time", "ctime", 0, 1, (_self, args, nargs) => {
	const when = moment(args, nargs);
	if (when === null) return NULL;
	const t = structTime(when);
	const text = newStr(ascTime(fieldsOf(t) ?? []));
	decref(t);
	return text;
});
declareFunction("time", "mktime", 1, 1, (_self, args) => {
	const fields = fieldsOf(at(args));
	if (fields === null) return NULL;
	const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = fields;
	return newFloat(Date.UTC(year, month - 1, day, hour, minute, second) / 1000);
});
declareFunction("time", "strptime", 1, 2, (_self, args, nargs) => {
	const format = nargs > 1 ? incref(at(args + 1)) : newStr("%a %b %d %H:%M:%S %Y");
	const status = callOfModule("_strptime", "_strptime_time", at(args), format);
	decref(format);
	return status;
});
declareFunction("time", "tzset", 0, 0, () => NONE);
for (const name of ["timezone", "altzone", "daylight"]) declareValue("time", name, () => newInt(0));
declareValue("time", "tzname", () => {
	const utc = newStr("UTC");
	return tupleOwning(utc, incref(utc));
});
["CLOCK_REALTIME", "CLOCK_MONOTONIC", "CLOCK_PROCESS_CPUTIME_ID", "CLOCK_THREAD_CPUTIME_ID"].forEach((name, i) => {
	declareValue("time", name, () => newInt(i));
});
