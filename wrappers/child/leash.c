/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/child/leash.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A ruleset that handles every way to change a file and has no rule: none is left.  What is open stays open.
 */
static void refuse_changes(void)
{
	struct landlock_ruleset_attr all = {
		.handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
				     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
				     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
				     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
				     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM,
	};
	long rules = syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);

	if (rules < 0)
		return;
	syscall(SYS_landlock_restrict_self, (int)rules, 0);
	close((int)rules);
}

/* The architecture whose numbers the table below has. */
#if defined __x86_64__
#define NATIVE AUDIT_ARCH_X86_64
#define X32 0x40000000u /* other numbers under the same architecture begin here */
#elif defined __aarch64__
#define NATIVE AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define NATIVE AUDIT_ARCH_RISCV64
#elif defined __i386__
#define NATIVE AUDIT_ARCH_I386
#elif defined __arm__
#define NATIVE AUDIT_ARCH_ARM
#endif
#ifndef X32
#define X32 0xffffffffu
#endif

#ifdef NATIVE
static const unsigned refused[] = {
	SYS_socket,
	SYS_socketpair,
	SYS_ptrace,
	SYS_kill,
	SYS_tkill,
	SYS_process_vm_readv,
	SYS_process_vm_writev,
	SYS_pidfd_open,
	SYS_io_uring_setup,
	SYS_bpf,
	SYS_perf_event_open,
	SYS_userfaultfd,
	SYS_keyctl,
	SYS_add_key,
	SYS_mount,
	SYS_unshare,
	SYS_setns,
	SYS_fchmod,
	SYS_fchmodat,
	SYS_fchownat,
	SYS_utimensat,
	SYS_setxattr,
	SYS_tgkill,
	SYS_rt_sigqueueinfo,
	SYS_rt_tgsigqueueinfo,
	SYS_pidfd_send_signal,
#ifdef SYS_chmod
	SYS_chmod,
#endif
#ifdef SYS_chown
	SYS_chown,
#endif
};
#define REFUSED (sizeof refused / sizeof *refused)

static void refuse_calls(void)
{
	struct sock_filter filter[REFUSED + 6] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 0, REFUSED + 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32, REFUSED + 1, 0),
	};
	struct sock_fprog program = { REFUSED + 6, filter };

	for (size_t i = 0; i < REFUSED; i++) {
		struct sock_filter one =
			BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[i], (uint8_t)(REFUSED - i), 0);
		filter[4 + i] = one;
	}
	filter[REFUSED + 4] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	filter[REFUSED + 5] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
#endif

void mf_leash(void)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	refuse_changes();
#ifdef NATIVE
	refuse_calls();
#endif
}
