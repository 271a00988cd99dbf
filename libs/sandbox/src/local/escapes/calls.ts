import type { Escape } from './escape.js';
import { AT_DATA, numberOf, programOf, type RawCall } from './raw-call.js';

const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

/** An attempt by one system call, made without any library. @param errors error numbers that count as refused. */
function byCall(name: string, call: RawCall | undefined, errors: number[]): Escape[] {
  if (!call) return [];
  return [
    {
      name,
      attempt: async (sandbox) => {
        await sandbox.write([{ path: 'call', bytes: programOf(call), isExecutable: true }]);
        const { exitCode, signal } = await sandbox.exec({ argv: ['/box/call'], timeoutMs: 5_000 });
        const isRefused = signal === 'SIGSYS' || (exitCode !== null && errors.includes(exitCode));
        return isRefused ? '' : `exit ${exitCode}, signal ${signal}`;
      },
    },
  ];
}

const named = (name: string, values: (bigint | number)[], data?: string): RawCall | undefined => {
  const number = numberOf(name);
  return number === undefined ? undefined : { number, arguments: values, data };
};

const refused = (title: string, name: string, values: (bigint | number)[], data?: string, errors = [EPERM]): Escape[] =>
  byCall(title, named(name, values, data), errors);

const onIntel = (call: RawCall): RawCall | undefined => (process.arch === 'x64' ? call : undefined);
const everywhere = (x64: number, arm64: number, values: (bigint | number)[], data?: string): RawCall => ({
  number: process.arch === 'arm64' ? arm64 : x64,
  arguments: values,
  data,
});

const NEW_USER = 0x10000000;
const SIGCHLD = 17;

const NAMESPACES = [
  ...refused('a user namespace by unshare', 'unshare', [NEW_USER]),
  ...refused('a user namespace by clone', 'clone', [NEW_USER + SIGCHLD, 0, 0, 0, 0]),
  ...refused('a user namespace by clone3', 'clone3', [AT_DATA, 64], undefined, [ENOSYS]),
  ...refused('entering a namespace', 'setns', [0, 0]),
  ...refused('mount', 'mount', [AT_DATA, AT_DATA + 6n, AT_DATA, 0, 0], 'tmpfs\0/tmp\0'),
  ...refused('mount by the new calls', 'fsopen', [AT_DATA, 0], 'tmpfs\0'),
  ...refused('open_tree', 'open_tree', [-100, AT_DATA, 1], '/\0'),
  ...refused('umount', 'umount2', [AT_DATA, 2], '/proc\0'),
  ...refused('pivot_root', 'pivot_root', [AT_DATA, AT_DATA], '/tmp\0'),
  ...refused('chroot', 'chroot', [AT_DATA], '/tmp\0'),
  ...refused('a file by its handle', 'open_by_handle_at', [-100, AT_DATA, 0]),
];

const RIGHTS = [
  ...byCall('setuid(0)', everywhere(105, 146, [0]), [EPERM, 22]),
  ...byCall('setgid(0)', everywhere(106, 144, [0]), [EPERM, 22]),
  ...byCall('setgroups', everywhere(116, 159, [0, 0]), [EPERM]),
  ...byCall('capset', everywhere(126, 91, [AT_DATA, AT_DATA + 8n], '\x22\x05\x08\x20\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0'), [EPERM]),
  ...byCall('a higher priority', everywhere(141, 140, [0, 0, -20]), [EPERM, 13]),
  ...refused('mknod of a disk', 'mknodat', [-100, AT_DATA, 0o060600, 0x800], '/tmp/disk\0'),
  ...refused('mknod of the memory', 'mknodat', [-100, AT_DATA, 0o020600, 0x101], '/tmp/mem\0'),
];

const KERNEL = [
  ...refused('a kernel module', 'init_module', [AT_DATA, 8, AT_DATA]),
  ...refused('a kernel module by file', 'finit_module', [0, AT_DATA, 0]),
  ...refused('another kernel', 'kexec_load', [0, 0, 0, 0]),
  // The command that would do no harm where it is let through.
  ...refused('reboot', 'reboot', [0xfee1dead, 672274793, 0, 0]),
  ...refused('the clock', 'clock_settime', [0, AT_DATA]),
  ...refused('the pace of the clock', 'adjtimex', [AT_DATA]),
  ...refused('the name of the host', 'sethostname', [AT_DATA, 4], 'mine'),
  ...refused('swap', 'swapoff', [AT_DATA], '/tmp/swap\0'),
  ...refused('the log of the kernel', 'syslog', [10, 0, 0]),
  ...refused('bpf', 'bpf', [0, AT_DATA, 64]),
  ...refused('perf', 'perf_event_open', [AT_DATA, 0, -1, -1, 0]),
  ...byCall('io_uring', everywhere(425, 425, [8, AT_DATA]), [ENOSYS]),
  ...refused('userfaultfd', 'userfaultfd', [1]),
  ...refused('adding a key', 'add_key', [AT_DATA, AT_DATA, AT_DATA, 4, -3], 'user\0'),
  ...refused('reading a keyring', 'keyctl', [0, -4, 0, 0, 0]),
  ...refused('ports of the machine', 'iopl', [3]),
  ...refused('another personality', 'personality', [0x0040000]),
];

const PROCESSES = [
  ...refused('ptrace of the agent', 'ptrace', [16, 2, 0, 0]),
  ...refused('reading memory of the agent', 'process_vm_readv', [2, AT_DATA, 1, AT_DATA, 1, 0]),
  ...refused('writing memory of the agent', 'process_vm_writev', [2, AT_DATA, 1, AT_DATA, 1, 0]),
  ...refused('a descriptor of another process', 'pidfd_getfd', [3, 3, 0]),
  ...refused('TIOCSTI', 'ioctl', [0, 0x5412, AT_DATA]),
  ...refused('TIOCSTI behind high bits', 'ioctl', [0, 0x1_0000_5412n, AT_DATA]),
  ...refused('TIOCLINUX', 'ioctl', [0, 0x541c, AT_DATA]),
  ...byCall('a call of x32', onIntel({ number: 0x40000000 + 39, arguments: [] }), []),
  ...byCall('a call of 32-bit programs', onIntel({ number: 20, arguments: [], isOldGate: true }), []),
];

const SOCKETS = [
  ...refused('a raw socket', 'socket', [2, 3, 1]),
  ...refused('a packet socket', 'socket', [17, 3, 0x300], undefined, [EAFNOSUPPORT]),
  ...refused('a socket to the host of a machine', 'socket', [40, 1, 0], undefined, [EAFNOSUPPORT]),
  ...refused('a pair of such sockets', 'socketpair', [40, 1, 0, AT_DATA], undefined, [EAFNOSUPPORT]),
  ...refused('the cryptography of the kernel', 'socket', [38, 5, 0], undefined, [EAFNOSUPPORT]),
  ...refused('netlink of the audit', 'socket', [16, 3, 9], undefined, [EAFNOSUPPORT]),
];

/** Attempts by system calls. */
export const CALL_ESCAPES: Escape[] = [...NAMESPACES, ...RIGHTS, ...KERNEL, ...PROCESSES, ...SOCKETS];
