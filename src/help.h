/* SPDX-License-Identifier: MIT */
#ifndef JB_HELP_H
#define JB_HELP_H

/* What --help says, in English; speech_lines says it in other languages. */

extern const char help_usage[];

/* Of one command; the usage where there is no such command. */
const char *help_of(const char *command);

#endif
