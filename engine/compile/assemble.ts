/**
 * From a unit's instructions to its code object. After the end of CPython's `Python/flowgraph.c` and `Python/assemble.c`
 * (3.13).
 */
import { optimizeLoadFast } from "./borrow";
import { type BasicBlock, blocksFrom, buildCfg, type CfgInstruction, calculateStackdepth, setInstruction } from "./cfg";
import {
	CO_FUTURE_ANNOTATIONS,
	CO_GENERATOR,
	CO_METHOD,
	CO_NESTED,
	CO_NEWLOCALS,
	CO_OPTIMIZED,
	CO_VARARGS,
	CO_VARKEYWORDS,
	type CodeObject,
	type ExceptionEntry,
} from "./code";
import { normalizeJumps, optimizeCodeUnit, removeRedundantNopsAndJumps } from "./flowgraph";
import { isBlockPush, LOAD_CLOSURE, STORE_FAST_MAYBE_NULL } from "./instructions";
import { NO_LOCATION } from "./location";
import * as op from "./opcodes";
import type { CompilerOptions, Unit } from "./unit";

const CO_FAST_HIDDEN = 0x10;
const CO_FAST_LOCAL = 0x20;
const CO_FAST_CELL = 0x40;
const CO_FAST_FREE = 0x80;

/** `_PyCfg_OptimizedCfgToInstructionSequence` and `_PyAssemble_MakeCodeObject` */
export function assemble(u: Unit, options: CompilerOptions): CodeObject {
	const entry = buildCfg(u.sequence);
	const nparams = u.block.varnames.length;
	optimizeCodeUnit(entry, u.consts, u.varnames.size, nparams, options.borrowedLoads);
	const stacksize = calculateStackdepth(entry);
	const flags = codeFlags(u, options);
	insertPrefix(u, entry, u.block.generator);
	fixCellOffsets(u, entry);
	convertPseudoOps(entry);
	normalizeJumps(entry);
	if (options.borrowedLoads) optimizeLoadFast(entry);
	return describe(u, emit(entry), options.filename, flags, stacksize);
}

/** `compute_code_flags` */
function codeFlags(u: Unit, options: CompilerOptions): number {
	let flags = options.futureAnnotations ? CO_FUTURE_ANNOTATIONS : 0;
	if (!u.block.functionLike) return flags;
	flags |= CO_NEWLOCALS | CO_OPTIMIZED;
	if (u.block.nested) flags |= CO_NESTED;
	if (u.block.method) flags |= CO_METHOD;
	if (u.block.asyncFlags !== 0) flags |= u.block.asyncFlags;
	else if (u.block.generator) flags |= CO_GENERATOR;
	if (u.block.varargs) flags |= CO_VARARGS;
	if (u.block.varkeywords) flags |= CO_VARKEYWORDS;
	return flags;
}

/** `build_cellfixedoffsets` and what `fix_cell_offsets` makes of it: per cell and free variable, its fast local. */
function cellOffsets(u: Unit): readonly number[] {
	const offsets: number[] = [];
	let dropped = 0;
	for (const [i, name] of [...u.cellvars.names(), ...u.freevars.names()].entries()) {
		const local = i < u.cellvars.size ? u.varnames.get(name) : undefined;
		if (local !== undefined) {
			dropped++;
			offsets.push(local);
		} else offsets.push(u.varnames.size + i - dropped);
	}
	return offsets;
}

/** `insert_prefix_instructions`: what runs before a frame's first line. */
function insertPrefix(u: Unit, entry: BasicBlock, generator: boolean): void {
	const make = (opcode: number, oparg: number, loc = NO_LOCATION): CfgInstruction => ({
		opcode,
		oparg,
		loc,
		target: null,
		except: null,
	});
	const prefix: CfgInstruction[] = [];
	if (u.freevars.size > 0) prefix.push(make(op.COPY_FREE_VARS, u.freevars.size));
	const offsets = cellOffsets(u);
	const cells = u.cellvars.names().map((_, i) => i);
	cells.sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0));
	for (const cell of cells) prefix.push(make(op.MAKE_CELL, cell));
	if (generator) {
		const loc = { lineno: u.firstlineno, endLineno: u.firstlineno, colOffset: -1, endColOffset: -1 };
		prefix.push(make(op.RETURN_GENERATOR, 0, loc), make(op.POP_TOP, 0, loc));
	}
	const body = entry.instructions.splice(0);
	for (const i of prefix) entry.instructions.push(i);
	for (const i of body) entry.instructions.push(i);
}

/** `fix_cell_offsets` */
function fixCellOffsets(u: Unit, entry: BasicBlock): void {
	const offsets = cellOffsets(u);
	for (const b of blocksFrom(entry)) {
		for (const i of b.instructions) {
			switch (i.opcode) {
				case op.MAKE_CELL:
				case LOAD_CLOSURE:
				case op.LOAD_DEREF:
				case op.STORE_DEREF:
				case op.DELETE_DEREF:
				case op.LOAD_FROM_DICT_OR_DEREF:
					i.oparg = offsets[i.oparg] ?? i.oparg;
			}
		}
	}
}

/** `convert_pseudo_ops` */
function convertPseudoOps(entry: BasicBlock): void {
	for (const b of blocksFrom(entry)) {
		for (const i of b.instructions) {
			if (isBlockPush(i.opcode)) setInstruction(i, op.NOP);
			else if (i.opcode === LOAD_CLOSURE) i.opcode = op.LOAD_FAST;
			else if (i.opcode === STORE_FAST_MAYBE_NULL) i.opcode = op.STORE_FAST;
		}
	}
	removeRedundantNopsAndJumps(entry);
}

type Emitted = Pick<CodeObject, "instructions" | "positions" | "exceptionTable">;

/** The blocks laid out in order: instructions with absolute targets, positions, and the exception table. */
function emit(entry: BasicBlock): Emitted {
	const starts = new Map<BasicBlock, number>();
	const all: CfgInstruction[] = [];
	for (const b of blocksFrom(entry)) {
		starts.set(b, all.length);
		for (const instruction of b.instructions) all.push(instruction);
	}
	const instructions = new Int32Array(all.length);
	const positions = new Int32Array(all.length * 4);
	const exceptionTable: ExceptionEntry[] = [];
	let handler: BasicBlock | null = null;
	let start = 0;
	const close = (end: number) => {
		if (handler === null) return;
		const depth = handler.startDepth - 1 - (handler.preserveLasti ? 1 : 0);
		exceptionTable.push({ start, end, target: starts.get(handler) ?? 0, depth, lasti: handler.preserveLasti });
	};
	all.forEach((i, at) => {
		const oparg = i.target === null ? i.oparg : (starts.get(i.target) ?? 0);
		instructions[at] = i.opcode | (oparg << 8);
		const { lineno, endLineno, colOffset, endColOffset } = i.loc.lineno < 0 ? NO_LOCATION : i.loc;
		positions.set([lineno, endLineno, colOffset, endColOffset], at * 4);
		if (i.except === handler) return;
		close(at);
		handler = i.except;
		start = at;
	});
	close(all.length);
	return { instructions, positions, exceptionTable };
}

/**
 * Names, arguments and constants (`makecode`, `compute_localsplus_info`). In one literal: V8 gives each object that is put
 * together of others a shape of its own, and what is read of many shapes is read slowly.
 */
function describe(
	u: Unit,
	{ instructions, positions, exceptionTable }: Emitted,
	filename: string,
	flags: number,
	stacksize: number,
): CodeObject {
	const varnames = u.varnames.names();
	const cellvars = u.cellvars.names();
	const freevars = u.freevars.names();
	const names = [...varnames];
	const kinds = varnames.map(
		(name) => CO_FAST_LOCAL | (u.fastHidden.has(name) ? CO_FAST_HIDDEN : 0) | (u.cellvars.has(name) ? CO_FAST_CELL : 0),
	);
	for (const name of cellvars) {
		if (u.varnames.has(name)) continue;
		names.push(name);
		kinds.push(CO_FAST_CELL);
	}
	for (const name of freevars) {
		names.push(name);
		kinds.push(CO_FAST_FREE);
	}
	return {
		name: u.name,
		qualname: u.qualname,
		filename,
		firstlineno: u.firstlineno,
		flags,
		argcount: u.argcount + u.posonlyargcount,
		posonlyargcount: u.posonlyargcount,
		kwonlyargcount: u.kwonlyargcount,
		stacksize,
		localsplusnames: names,
		localspluskinds: kinds,
		varnames,
		cellvars: names.filter((_, i) => ((kinds[i] ?? 0) & CO_FAST_CELL) !== 0),
		freevars,
		names: u.names.names(),
		consts: u.consts.items,
		instructions,
		positions,
		exceptionTable,
		docstring: u.docstring,
	};
}
