# SPDX-License-Identifier: GPL-2.0-or-later
# mufahris.m4 - the MF_ macros of configure.ac.
m4_ifndef([PKG_CHECK_MODULES], [m4_fatal([pkg.m4 is missing: apt-get install pkg-config])])

# MF_SWITCH(NAME, HELP): --enable-NAME, off unless asked for; $enable_NAME is yes or no.
AC_DEFUN([MF_SWITCH], [AC_ARG_ENABLE([$1], [AS_HELP_STRING([--enable-$1], [$2])], [], [enable_$1=no])
AS_CASE([$enable_$1], [yes|no], [], [AC_MSG_ERROR([--enable-$1 takes yes or no, not '$enable_$1'])])])

# MF_APPEND(VARIABLE, WORDS)
AC_DEFUN([MF_APPEND], [AS_VAR_SET_IF([$1], [AS_VAR_APPEND([$1], [" $2"])], [AS_VAR_SET([$1], ["$2"])])])

# MF_FLAGS(VARIABLE, FLAGS): those of FLAGS that the compiler of the current language takes without a
# warning, beside the user's flags.  Several words in double quotes count as one flag.
AC_DEFUN([MF_FLAGS], [AC_SUBST([$1])
for mf_flag in m4_normalize([$2]); do
	AC_MSG_CHECKING([whether the _AC_LANG compiler takes $mf_flag])
	mf_save=$_AC_LANG_PREFIX[]FLAGS
	_AC_LANG_PREFIX[]FLAGS="$mf_save -Werror $mf_flag"
	AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <stdio.h>]], [[return fflush(stdout);]])],
		[mf_ok=yes; MF_APPEND([$1], [$mf_flag])], [mf_ok=no])
	_AC_LANG_PREFIX[]FLAGS=$mf_save
	AC_MSG_RESULT([$mf_ok])
done])

# MF_LINK_FLAGS(VARIABLE, FLAGS): the same for the linker.
AC_DEFUN([MF_LINK_FLAGS], [AC_SUBST([$1])
for mf_flag in m4_normalize([$2]); do
	AC_MSG_CHECKING([whether the linker takes $mf_flag])
	mf_save=$LDFLAGS
	LDFLAGS="$mf_save $mf_flag"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [mf_ok=yes; MF_APPEND([$1], [$mf_flag])], [mf_ok=no])
	LDFLAGS=$mf_save
	AC_MSG_RESULT([$mf_ok])
done])

# MF_CHECK_SAN_FLAGS: stop early where the sanitizers asked for do not link.
AC_DEFUN([MF_CHECK_SAN_FLAGS], [AS_VAR_SET_IF([SAN_FLAGS], [
	mf_save=$CFLAGS
	CFLAGS="$mf_save $SAN_FLAGS"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [],
		[AC_MSG_ERROR([$CC cannot build with $SAN_FLAGS (libFuzzer needs CC=clang CXX=clang++)])])
	CFLAGS=$mf_save])])

# MF_NEED_MODULE(VARIABLE, MODULES, DEBIAN-PACKAGE): VARIABLE_CFLAGS and VARIABLE_LIBS, or one more
# package that is missing.
AC_DEFUN([MF_NEED_MODULE], [PKG_CHECK_MODULES([$1], [$2], [], [MF_APPEND([mf_missing], [$3])])])

# MF_WANT_MODULE(VARIABLE, MODULES, DEBIAN-PACKAGE): the same, but only `make check` needs it.
AC_DEFUN([MF_WANT_MODULE], [PKG_CHECK_MODULES([$1], [$2], [have_$1=yes],
	[have_$1=no
	MF_APPEND([mf_wanted], [$3])])])

# MF_WANT_PYTHON(VARIABLE, MODULE, DEBIAN-PACKAGE): a module that tests use, of any python3 here.
AC_DEFUN([MF_WANT_PYTHON], [AC_MSG_CHECKING([for the Python module $2])
mf_found=no
for mf_python in python3 /usr/bin/python3; do
	$mf_python -c 'import $2' 2>/dev/null && mf_found=yes
done
AC_MSG_RESULT([$mf_found])
AS_IF([test $mf_found = no], [MF_APPEND([mf_wanted], [$3])])])

# MF_WANT_PROGRAM(VARIABLE, PROGRAM, DEBIAN-PACKAGE): a program that tests run.
AC_DEFUN([MF_WANT_PROGRAM], [AC_PATH_PROG([$1], [$2])
AS_IF([test -z "$$1"], [MF_APPEND([mf_wanted], [$3])])])

# MF_NEED_HEADER(VARIABLE, HEADER, LIBRARY, FUNCTION, DEBIAN-PACKAGE): for what has no .pc file;
# LIBRARY and FUNCTION are empty where the header alone is used.
AC_DEFUN([MF_NEED_HEADER], [AC_SUBST([$1_LIBS])
mf_found=yes
AC_CHECK_HEADER([$2], [], [mf_found=no])
m4_ifnblank([$3], [AS_IF([test $mf_found = yes], [
	mf_save=$LIBS
	AC_SEARCH_LIBS([$4], [$3], [AS_IF([test "$ac_res" = "none required"], [], [$1_LIBS=$ac_res])], [mf_found=no])
	LIBS=$mf_save])])
AS_IF([test $mf_found = no], [MF_APPEND([mf_missing], [$5])])])

# MF_NEED_PROGRAM(VARIABLE, PROGRAM, DEBIAN-PACKAGE): a tool that the build runs.
AC_DEFUN([MF_NEED_PROGRAM], [AC_PATH_PROG([$1], [$2])
AS_IF([test -z "$$1"], [MF_APPEND([mf_missing], [$3])])])

# MF_NEED_FILE(VARIABLE, FILE, DEBIAN-PACKAGE): for data that the build reads; VARIABLE=FILE names it elsewhere.
AC_DEFUN([MF_NEED_FILE], [AC_ARG_VAR([$1], [file of the package $3])
: "${$1=$2}"
AC_MSG_CHECKING([for $2])
AS_IF([test -r "$$1"], [AC_MSG_RESULT([$$1])], [AC_MSG_RESULT([no])
	MF_APPEND([mf_missing], [$3])])])

# MF_WANT_FILE(VARIABLE, FILE, DEBIAN-PACKAGE): for data without which a feature is off; $have_VARIABLE is yes or no.
AC_DEFUN([MF_WANT_FILE], [AC_ARG_VAR([$1], [file of the package $3, or no])
: "${$1=$2}"
AC_MSG_CHECKING([for $2])
AS_IF([test -r "$$1"], [have_$1=yes; AC_MSG_RESULT([$$1])], [have_$1=no; AC_MSG_RESULT([no])
	AS_IF([test "$$1" != no], [MF_APPEND([mf_off], [$3])])])])

# MF_TELL_MISSING: everything that is missing, in one message.
AC_DEFUN([MF_TELL_MISSING], [
AS_IF([test -n "$mf_missing"], [AC_MSG_ERROR([these Debian packages are missing or too old: $mf_missing
Install them, with what the tests need, and configure again:
    apt-get install $mf_missing $mf_wanted])],
[test -n "$mf_wanted"], [AC_MSG_WARN(['make check' wants $mf_wanted:
    apt-get install $mf_wanted])])
AS_IF([test -n "$mf_off"], [AC_MSG_WARN([English words will not be translated; that wants $mf_off:
    apt-get install $mf_off])])])
