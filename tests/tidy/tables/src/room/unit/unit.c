/* room/unit/unit.c -- reads a list. */
err unit_list(struct ctx *cx, struct rows *out)
{
	return db_rows(cx->db, &SQL_unit_list, BIND_NONE, out);
}
