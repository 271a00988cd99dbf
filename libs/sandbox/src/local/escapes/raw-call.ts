import { CALLS, type Architecture } from '../system-calls.js';

/** Where the program and its data are loaded. */
const BASE = 0x400000n;
const DATA = 0x800;
const SIZE = 0x1000;
const CODE = 120;

/** Stands for the address of the call's data. */
export const AT_DATA = BASE + BigInt(DATA);

export interface RawCall {
  number: number;
  arguments: (bigint | number)[];
  data?: string;
  /** The way of 32-bit programs into the kernel; on x64 only. */
  isOldGate?: boolean;
}

/** Looks up a call that the filter knows. */
export function numberOf(name: string): number | undefined {
  return (CALLS.refused[name] ?? CALLS.conditional[name])?.[process.arch as Architecture];
}

/**
 * A program of one system call, without any library: an ELF file whose exit code is the call's error number, or 0 or
 * at least 134 where the call was let through.
 */
export function programOf(call: RawCall): Buffer {
  const code = process.arch === 'arm64' ? armCode(call) : intelCode(call);
  const file = Buffer.alloc(SIZE);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(process.arch === 'arm64' ? 183 : 62, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BASE + BigInt(CODE), 24);
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  // One segment to read, write and execute.
  file.writeUInt32LE(1, 64);
  file.writeUInt32LE(7, 68);
  file.writeBigUInt64LE(BASE, 80);
  file.writeBigUInt64LE(BASE, 88);
  file.writeBigUInt64LE(BigInt(SIZE), 96);
  file.writeBigUInt64LE(BigInt(SIZE), 104);
  file.writeBigUInt64LE(BigInt(SIZE), 112);
  code.copy(file, CODE);
  file.write(call.data ?? '', DATA, 'latin1');
  return file;
}

/** Registers of arguments, as the two bytes before an 8-byte value: rdi, rsi, rdx, r10, r8, r9. */
const INTEL = [
  [0x48, 0xbf],
  [0x48, 0xbe],
  [0x48, 0xba],
  [0x49, 0xba],
  [0x49, 0xb8],
  [0x49, 0xb9],
];

function intelCode({ number, arguments: values, isOldGate }: RawCall): Buffer {
  const load = (register: number[], value: bigint | number): Buffer => {
    const bytes = Buffer.alloc(10);
    bytes.set(register);
    bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)), 2);
    return bytes;
  };
  return Buffer.concat([
    ...values.map((value, index) => load(INTEL[index]!, value)),
    load([0x48, 0xb8], number),
    Buffer.from(isOldGate ? [0xcd, 0x80] : [0x0f, 0x05]),
    // rdi = -rax; rax = 60 (exit); syscall
    Buffer.from([0x48, 0xf7, 0xd8, 0x48, 0x89, 0xc7, 0xb8, 60, 0, 0, 0, 0x0f, 0x05]),
  ]);
}

function armCode({ number, arguments: values }: RawCall): Buffer {
  const words: number[] = [];
  const load = (register: number, value: bigint | number): void => {
    const bits = BigInt.asUintN(64, BigInt(value));
    for (let part = 0; part < 4; part++) {
      const piece = Number((bits >> BigInt(16 * part)) & 0xffffn);
      words.push(((part === 0 ? 0xd2800000 : 0xf2800000) + part * 0x200000 + piece * 32 + register) >>> 0);
    }
  };
  values.forEach((value, index) => load(index, value));
  load(8, number);
  // svc; x0 = -x0; x8 = 93 (exit); svc
  words.push(0xd4000001, 0xcb0003e0);
  load(8, 93);
  words.push(0xd4000001);
  const code = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => code.writeUInt32LE(word, index * 4));
  return code;
}
