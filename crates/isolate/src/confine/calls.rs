use std::{collections::BTreeMap, env::consts::ARCH, process};

use libc::*;
use seccompiler::{
    BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter_all_threads,
};

/// What computing on bytes in memory and speaking through three pipes needs, and the C library below. Whatever else is called
/// ends the process: nobody but an attacker calls it.
const CALLS: &[i64] = &[
    // The pipes.
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_close,
    SYS_fstat,
    SYS_lseek,
    SYS_ppoll,
    // Memory; mappings have a rule below.
    SYS_brk,
    SYS_munmap,
    SYS_mremap,
    SYS_madvise,
    // Locks, its own signals, its end.
    SYS_futex,
    SYS_sched_yield,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_getpid,
    SYS_gettid,
    SYS_restart_syscall,
    SYS_exit,
    SYS_exit_group,
    // Keys of hash tables.
    SYS_getrandom,
    #[cfg(target_arch = "x86_64")]
    SYS_poll,
];

/// `CLOCK_TAI`, the last of the clocks that the kernel numbers.
const LAST_CLOCK: u64 = 11;

/// From here on this process can call nothing but these, in none of its threads. For good.
pub(super) fn allow_only_ours() -> Result<(), Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = CALLS.iter().map(|call| (*call, Vec::new())).collect();
    // Memory that code could be written to and run from is none of ours.
    let no_code = SeccompCmpOp::MaskedEq(PROT_EXEC as u64);
    let no_code = SeccompCondition::new(2, SeccompCmpArgLen::Dword, no_code, 0)?;
    for call in [SYS_mmap, SYS_mprotect] {
        rules.insert(call, vec![SeccompRule::new(vec![no_code.clone()])?]);
    }
    // How it aborts. Others of the same user are out of its reach, also where the kernel has no rule of its own for that.
    let to_itself = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, process::id().into())?;
    rules.insert(SYS_tgkill, vec![SeccompRule::new(vec![to_itself])?]);
    // For dates of certificates. Negative numbers are the clocks of other processes, and would tell which there are: without a
    // sign, they are above all others.
    let own_clock = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Le, LAST_CLOCK)?;
    rules.insert(SYS_clock_gettime, vec![SeccompRule::new(vec![own_clock])?]);
    let (otherwise, these) = (SeccompAction::KillProcess, SeccompAction::Allow);
    let program: BpfProgram = SeccompFilter::new(rules, otherwise, these, ARCH.try_into()?)?.try_into()?;
    apply_filter_all_threads(&program)
}
