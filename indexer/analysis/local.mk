# SPDX-License-Identifier: GPL-2.0-or-later
# indexer/analysis/local.mk - what this room builds (see the head of Makefile.am).
