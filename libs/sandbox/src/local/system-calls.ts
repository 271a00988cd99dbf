export type Architecture = 'x64' | 'arm64';
type Numbers = Partial<Record<Architecture, number>>;

const on = (x64: number | undefined, arm64: number | undefined): Numbers => ({ x64, arm64 });

/** Numbers of system calls. Source: Linux, syscall_64.tbl and asm-generic/unistd.h. */
export const CALLS: {
  /** Refused for some arguments only. */
  conditional: Record<string, Numbers>;
  /** Answered as by a kernel that lacks them, so that libraries take their other way. */
  absent: Numbers[];
  /** Refused always. */
  refused: Record<string, Numbers>;
} = {
  conditional: {
    clone: on(56, 220),
    clone3: on(435, 435),
    socket: on(41, 198),
    socketpair: on(53, 199),
    ioctl: on(16, 29),
    mknod: on(133, undefined),
    mknodat: on(259, 33),
  },
  // io_uring_setup, io_uring_enter, io_uring_register.
  absent: [on(425, 425), on(426, 426), on(427, 427)],
  refused: {
    // Other processes.
    ptrace: on(101, 117),
    process_vm_readv: on(310, 270),
    process_vm_writev: on(311, 271),
    process_madvise: on(440, 440),
    kcmp: on(312, 272),
    pidfd_getfd: on(438, 438),
    // Namespaces and mounts.
    unshare: on(272, 97),
    setns: on(308, 268),
    mount: on(165, 40),
    umount2: on(166, 39),
    pivot_root: on(155, 41),
    chroot: on(161, 51),
    move_mount: on(429, 429),
    open_tree: on(428, 428),
    open_tree_attr: on(467, 467),
    fsopen: on(430, 430),
    fsconfig: on(431, 431),
    fsmount: on(432, 432),
    fspick: on(433, 433),
    mount_setattr: on(442, 442),
    name_to_handle_at: on(303, 264),
    open_by_handle_at: on(304, 265),
    fanotify_init: on(300, 262),
    // Programs inside the kernel, and its memory.
    bpf: on(321, 280),
    perf_event_open: on(298, 241),
    userfaultfd: on(323, 282),
    memfd_secret: on(447, 447),
    modify_ldt: on(154, undefined),
    iopl: on(172, undefined),
    ioperm: on(173, undefined),
    lookup_dcookie: on(212, 18),
    personality: on(135, 92),
    uselib: on(134, undefined),
    mbind: on(237, 235),
    set_mempolicy: on(238, 237),
    migrate_pages: on(256, 238),
    move_pages: on(279, 239),
    set_mempolicy_home_node: on(450, 450),
    // Keys, which no namespace keeps apart.
    add_key: on(248, 217),
    request_key: on(249, 218),
    keyctl: on(250, 219),
    // The machine.
    init_module: on(175, 105),
    finit_module: on(313, 273),
    delete_module: on(176, 106),
    kexec_load: on(246, 104),
    kexec_file_load: on(320, 294),
    reboot: on(169, 142),
    swapon: on(167, 224),
    swapoff: on(168, 225),
    settimeofday: on(164, 170),
    clock_settime: on(227, 112),
    clock_adjtime: on(305, 266),
    adjtimex: on(159, 171),
    sethostname: on(170, 161),
    setdomainname: on(171, 162),
    acct: on(163, 89),
    quotactl: on(179, 60),
    quotactl_fd: on(443, 443),
    syslog: on(103, 116),
    vhangup: on(153, 58),
    nfsservctl: on(180, 42),
    ustat: on(136, undefined),
    sysfs: on(139, undefined),
  },
};
