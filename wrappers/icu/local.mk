# SPDX-License-Identifier: GPL-2.0-or-later
# wrappers/icu/local.mk - what this room builds (see the head of Makefile.am).
