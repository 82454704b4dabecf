/* base/banned.h -- names that may not be used in the house, as compile errors.
 * Included last by base.h, after the system headers that declare them. Time and chance come from the
 * context (core/ctx.h), text from struct buf and mem_text(). */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#define BANNED(f) the_name_##f##_is_banned_in_this_house

#undef strcpy
#define strcpy(a, b) BANNED(strcpy)
#undef strcat
#define strcat(a, b) BANNED(strcat)
#undef strncpy
#define strncpy(a, b, n) BANNED(strncpy)
#undef strncat
#define strncat(a, b, n) BANNED(strncat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(a, b, c) BANNED(vsprintf)
#undef strtok
#define strtok(a, b) BANNED(strtok)
#undef atoi
#define atoi(a) BANNED(atoi)
#undef gets
#define gets(a) BANNED(gets)
#undef gmtime
#define gmtime(a) BANNED(gmtime)
#undef localtime
#define localtime(a) BANNED(localtime)
#undef ctime
#define ctime(a) BANNED(ctime)
#undef rand
#define rand() BANNED(rand)
#undef time
#define time(a) BANNED(time)
#undef system
#define system(a) BANNED(system)

/* Memory belongs to an arena; only the lowest floor, and the files that must hand memory to a library, ask the system. */
#ifndef BASE_MAY_ALLOC
#undef malloc
#define malloc(n) BANNED(malloc)
#undef calloc
#define calloc(n, m) BANNED(calloc)
#undef realloc
#define realloc(p, n) BANNED(realloc)
#undef free
#define free(p) BANNED(free)
#undef strdup
#define strdup(s) BANNED(strdup)
#undef strndup
#define strndup(s, n) BANNED(strndup)
#endif

#endif
