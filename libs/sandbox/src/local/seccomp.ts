import { CALLS, type Architecture } from './system-calls.js';

/** Offsets in the kernel's description of a call (struct seccomp_data). */
const NUMBER = 0;
const ARCHITECTURE = 4;
const argument = (index: number): number => 16 + 8 * index;

/** Instructions of classic BPF. */
const LOAD = 0x20;
const EQUAL = 0x15;
const AT_LEAST = 0x35;
const ANY_BIT = 0x45;
const AND = 0x54;
const RETURN = 0x06;

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const refuseWith = (errno: number): number => 0x00050000 + errno;
const EPERM = refuseWith(1);
const ENOSYS = refuseWith(38);
const EAFNOSUPPORT = refuseWith(97);

const AUDIT: Record<Architecture, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };
/** Numbers from here on are the x32 calls of x86-64: another way to the same kernel code. */
const X32 = 0x40000000;

/** CLONE_NEWTIME, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
const NEW_NAMESPACES = 0x00000080 + 0x00020000 + 0x02000000 + 0x04000000 + 0x08000000 + 0x10000000 + 0x20000000 + 0x40000000;
const UNIX = 1;
const INET = 2;
const INET6 = 10;
const NETLINK = 16;
const NETLINK_ROUTE = 0;
const TIOCSTI = 0x5412;
const TIOCLINUX = 0x541c;
const FILE_TYPE = 0o170000;
const CHARACTER_DEVICE = 0o020000;
const BLOCK_DEVICE = 0o060000;

type Instruction = [code: number, value: number, whenTrue?: number, whenFalse?: number];

/** A block of instructions that answers for one call; it is skipped whole for the others. */
const call = (number: number, body: Instruction[]): Instruction[] => [[EQUAL, number, 0, body.length], ...body];
const answer = (action: number): Instruction => [RETURN, action];
const refuseIf = (test: Instruction, action = EPERM): Instruction[] => [[test[0], test[1], 0, 1], answer(action)];

function socketRules(): Instruction[] {
  return [
    [LOAD, argument(0)],
    [EQUAL, UNIX, 3, 0],
    [EQUAL, INET, 2, 0],
    [EQUAL, INET6, 1, 0],
    [EQUAL, NETLINK, 1, 3],
    answer(ALLOW),
    [LOAD, argument(2)],
    [EQUAL, NETLINK_ROUTE, 1, 0],
    answer(EAFNOSUPPORT),
    answer(ALLOW),
  ];
}

const deviceRules = (mode: number): Instruction[] => [
  [LOAD, argument(mode)],
  [AND, FILE_TYPE],
  ...refuseIf([EQUAL, CHARACTER_DEVICE]),
  ...refuseIf([EQUAL, BLOCK_DEVICE]),
  answer(ALLOW),
];

/**
 * The filter as the bytes that the kernel takes. It names what is refused: what tools need changes with each release,
 * what opens the kernel is known.
 *
 * Source: Linux, Documentation/userspace-api/seccomp_filter.rst; the list follows Docker's default profile.
 */
export function seccompFilter(architecture: Architecture): Buffer {
  const number = (name: string): number => CALLS.conditional[name]![architecture]!;
  const program: Instruction[] = [
    [LOAD, ARCHITECTURE],
    [EQUAL, AUDIT[architecture], 1, 0],
    answer(KILL_PROCESS),
    [LOAD, NUMBER],
    ...(architecture === 'x64' ? ([[AT_LEAST, X32, 0, 1], answer(KILL_PROCESS)] satisfies Instruction[]) : []),
    // Its flags are behind a pointer, where no filter sees them; libraries fall back to clone.
    ...call(number('clone3'), [answer(ENOSYS)]),
    ...call(number('clone'), [[LOAD, argument(0)], ...refuseIf([ANY_BIT, NEW_NAMESPACES]), answer(ALLOW)]),
    ...call(number('socket'), socketRules()),
    ...call(number('socketpair'), socketRules()),
    // The kernel reads the lower half of the command only.
    ...call(number('ioctl'), [[LOAD, argument(1)], ...refuseIf([EQUAL, TIOCSTI]), ...refuseIf([EQUAL, TIOCLINUX]), answer(ALLOW)]),
    ...call(number('mknodat'), deviceRules(2)),
    ...(architecture === 'x64' ? call(CALLS.conditional['mknod']!.x64!, deviceRules(1)) : []),
    ...CALLS.absent.flatMap((numbers) => refusal(numbers[architecture], ENOSYS)),
    ...Object.values(CALLS.refused).flatMap((numbers) => refusal(numbers[architecture], EPERM)),
    answer(ALLOW),
  ];
  return Buffer.concat(program.map(bytesOf));
}

const refusal = (number: number | undefined, action: number): Instruction[] => (number === undefined ? [] : call(number, [answer(action)]));

function bytesOf([code, value, whenTrue = 0, whenFalse = 0]: Instruction): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(whenTrue, 2);
  bytes.writeUInt8(whenFalse, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
