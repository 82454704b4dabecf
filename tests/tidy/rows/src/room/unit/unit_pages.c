/* room/unit/unit_pages.c -- where a post leads. */
err unit_rename_post(struct ctx *cx, struct req *rq)
{
	if (rq_bool(rq, "away"))
		return rq_goto(rq, "/nowhere/%d", 1);
	return rq_goto(rq, "/unit/%" PRId64, rq_id(rq));
}
