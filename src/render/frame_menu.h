/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_FRAME_MENU_H
#define JB_RENDER_FRAME_MENU_H

/* Inside of frame_set: the menus of masthead and footer, and the footer. */

#include "render/render.h"

void frame_menus(struct render *r);
void frame_footer(struct render *r);

#endif
