// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/livepatch.h>

/* what the shadow variable belongs to is the live patch's choice: a number */
static int start(void *obj, void *shadow, void *data)
{
	*(int *)shadow = 47;
	return 0;
}

int klp_pre_patch(struct klp_object *obj)
{
	if (klp_get_prev_state(47))
		return 0;
	return klp_shadow_alloc((void *)47, 47, sizeof(int), GFP_KERNEL,
				start, NULL) ? 0 : -ENOMEM;
}

void klp_post_unpatch(struct klp_object *obj)
{
	klp_shadow_free_all(47, NULL);
}
