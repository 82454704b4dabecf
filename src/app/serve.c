/* app/serve.c -- the processes of the server. */
#include "app/serve.h"
