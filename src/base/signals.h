/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_SIGNALS_H
#define JB_BASE_SIGNALS_H

/* Interruptions that wait. Between hold and release SIGINT, SIGTERM and SIGHUP
 * are kept pending, so that what was begun can be undone or ended first; then
 * they end the process as they always do (130 or 143 in a shell). Those that are
 * ignored or handled are left alone. Threads that start between the two hold
 * them as well. */

#include <signal.h>
#include <stdbool.h>

struct held_signals {
    sigset_t before, held_back;
    bool held;
};

void signals_hold(struct held_signals *h);

/* Whether one has come: what is not begun yet need not be begun. Cheap. */
bool signals_pending(const struct held_signals *h);

/* Does nothing where nothing is held; does not return when one has come. */
void signals_release(struct held_signals *h);

#endif
