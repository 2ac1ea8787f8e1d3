/* SPDX-License-Identifier: MIT */
#include "base/signals.h"

#include <stddef.h>

static const int interrupting[] = {SIGINT, SIGTERM, SIGHUP};
enum { N_INTERRUPTING = sizeof interrupting / sizeof *interrupting };

/* Linux keeps an ignored signal pending, too, while it is blocked. */
static void list(sigset_t *set)
{
    struct sigaction now;
    sigemptyset(set);
    for (size_t i = 0; i < N_INTERRUPTING; i++)
        if (sigaction(interrupting[i], NULL, &now) == 0 &&
            now.sa_handler == SIG_DFL)
            sigaddset(set, interrupting[i]);
}

void signals_hold(struct held_signals *h)
{
    list(&h->held_back);
    h->held = pthread_sigmask(SIG_BLOCK, &h->held_back, &h->before) == 0;
}

bool signals_pending(const struct held_signals *h)
{
    sigset_t pending;
    if (!h->held || sigpending(&pending) != 0)
        return false;
    for (size_t i = 0; i < N_INTERRUPTING; i++)
        if (sigismember(&h->held_back, interrupting[i]) == 1 &&
            sigismember(&pending, interrupting[i]) == 1)
            return true;
    return false;
}

void signals_release(struct held_signals *h)
{
    if (h->held)
        pthread_sigmask(SIG_SETMASK, &h->before, NULL);
    h->held = false;
}
