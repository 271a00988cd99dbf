const REMEDIES: [RegExp, string][] = [
  [
    /uid map|setting up uid/i,
    'The system forbids user namespaces to ordinary programs. On Ubuntu 24.04 and later: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or install the distribution’s bubblewrap with its AppArmor profile; elsewhere: sysctl kernel.unprivileged_userns_clone=1.',
  ],
  [
    /creating new namespace|No permissions to create|unshare|clone/i,
    'Namespaces are forbidden. In a container: start it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined; on the machine itself: sysctl user.max_user_namespaces=10000.',
  ],
  [/mount proc|\/proc/i, 'The container hides parts of /proc. Start it with --security-opt systempaths=unconfined.'],
  [/no_new_privs|seccomp/i, 'The kernel lacks system call filters (CONFIG_SECCOMP_FILTER); use one that has them.'],
  [/Unknown option|unrecognized/i, 'This bubblewrap is too old; 0.8 or later is needed.'],
  [/loopback|RTM_NEWADDR/i, 'Network namespaces are forbidden. In a container: start it with --security-opt seccomp=unconfined.'],
  [/memory|ENOMEM|exit 70|ulimit/i, 'The limits of this process are below those of a sandbox: raise them, or ask for less.'],
];

/** What helps against what bubblewrap said, in words for an operator. */
export function remedyFor(words: string): string {
  const known = REMEDIES.find(([pattern]) => pattern.test(words));
  return known?.[1] ?? 'Run the worker where bubblewrap works for ordinary users, or configure a hosted sandbox.';
}
