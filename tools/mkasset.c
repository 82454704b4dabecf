/* tools/mkasset.c -- mkasset OUT FILE...: the front-end files as tables of bytes, with hash, type and gzip form.
 *
 * A FILE is named with its path from assets/ on: "…/assets/fonts/x.woff2" becomes "fonts/x.woff2". */
#include <openssl/evp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct file {
	const char *name, *path;
	unsigned char *bytes, *gzip;
	size_t n, gzip_n;
	char hash[17];
};

static struct file *files;       /* kept to the end */

static const struct {
	const char *end, *type;
} types[] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".webp", "image/webp"},
    {".jpg", "image/jpeg"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/plain; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
};

_Noreturn static void die(const char *what, const char *which)
{
	fprintf(stderr, "mkasset: %s: %s\n", what, which);
	exit(1);
}

static const char *type_of(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		size_t k = strlen(types[i].end);

		if (n > k && strcmp(name + n - k, types[i].end) == 0)
			return types[i].type;
	}
	return "application/octet-stream";
}

static void load(struct file *f)
{
	FILE *in = fopen(f->path, "rb");
	unsigned char sum[EVP_MAX_MD_SIZE];
	long size;

	if (in == NULL || fseek(in, 0, SEEK_END) != 0 || (size = ftell(in)) < 0 || fseek(in, 0, SEEK_SET) != 0)
		die("cannot read", f->path);
	f->n = (size_t)size;
	f->bytes = malloc(f->n + 1);
	if (f->bytes == NULL || fread(f->bytes, 1, f->n, in) != f->n)
		die("cannot read", f->path);
	fclose(in);
	if (EVP_Digest(f->bytes, f->n, sum, NULL, EVP_sha256(), NULL) != 1)
		die("cannot hash", f->path);
	for (int i = 0; i < 8; i++)
		snprintf(f->hash + 2 * i, 3, "%02x", sum[i]);
}

/* Kept only where it saves a tenth. */
static void pack(struct file *f)
{
	z_stream z = {0};
	uLong max;

	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		die("cannot pack", f->path);
	max = deflateBound(&z, (uLong)f->n);
	f->gzip = malloc(max);
	if (f->gzip == NULL)
		die("cannot pack", f->path);
	z.next_in = f->bytes;
	z.avail_in = (uInt)f->n;
	z.next_out = f->gzip;
	z.avail_out = (uInt)max;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		die("cannot pack", f->path);
	f->gzip_n = z.total_out;
	deflateEnd(&z);
	if (f->gzip_n > f->n - f->n / 10)
		f->gzip_n = 0;
}

static void put_bytes(FILE *out, const char *kind, size_t i, const unsigned char *p, size_t n)
{
	fprintf(out, "static const unsigned char %s_%zu[] = {", kind, i);
	for (size_t k = 0; k < n; k++)
		fprintf(out, "%s%u,", k % 32 == 0 ? "\n" : "", p[k]);
	fprintf(out, "%s\n};\n", n == 0 ? "0" : "");
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

int main(int argc, char **argv)
{
	size_t n = argc > 2 ? (size_t)argc - 2 : 0;
	FILE *out = argc > 1 ? fopen(argv[1], "w") : NULL;

	files = calloc(n + 1, sizeof *files);
	if (files == NULL || out == NULL)
		die("usage", "mkasset OUT FILE...");
	for (size_t i = 0; i < n; i++) {
		const char *at = strstr(argv[i + 2], "assets/");

		if (at == NULL)
			die("not under assets/", argv[i + 2]);
		for (const char *later; (later = strstr(at + 1, "/assets/")) != NULL;)
			at = later + 1;
		files[i].path = argv[i + 2];
		files[i].name = at + strlen("assets/");
		load(&files[i]);
		pack(&files[i]);
	}
	qsort(files, n, sizeof *files, by_name);
	fprintf(out, "/* Written by tools/mkasset from assets/. */\n#include \"web/static.h\"\n\n");
	for (size_t i = 0; i < n; i++) {
		put_bytes(out, "bytes", i, files[i].bytes, files[i].n);
		if (files[i].gzip_n > 0)
			put_bytes(out, "gzip", i, files[i].gzip, files[i].gzip_n);
	}
	fprintf(out, "const struct asset assets[] = {\n");
	for (size_t i = 0; i < n; i++) {
		const struct file *f = &files[i];

		fprintf(out, "{\"%s\", STATIC_PREFIX \"%s?v=%s\", \"%s\", \"%s\", bytes_%zu, %zu, ", f->name, f->name,
		        f->hash, type_of(f->name), f->hash, i, f->n);
		if (f->gzip_n > 0)
			fprintf(out, "gzip_%zu, %zu},\n", i, f->gzip_n);
		else
			fprintf(out, "NULL, 0},\n");
	}
	fprintf(out, "{0},\n};\nconst size_t assets_n = %zu;\n", n);
	return fclose(out) == 0 ? 0 : 1;
}
