/* room/lost/lost.c -- a room that is not in ORDER. */
