/* app/main.c -- the program. */
#include "app/verbs.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
