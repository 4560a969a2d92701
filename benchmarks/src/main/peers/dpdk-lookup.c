// Longest-prefix match by DPDK's rte_lpm and rte_fib (DIR24-8, next hops of 2 octets): nanoseconds of CPU time a lookup.
// build: gcc -O3 -march=native -o $OUT dpdk-lookup.c $(pkg-config --cflags --libs libdpdk)
//
// dpdk-lookup table=FILE stream=FILE algorithm=lpm|lpm-x4|fib-scalar|fib-avx512 mode=bulk|single|chain [rounds=5] [limit=N]
// table: lines "a.b.c.d/length hop"; stream: 32-bit integers, little endian, a power of two of them. Filling the table is not timed.
// Several streams and modes, comma-separated, give a line of JSON each. The check is the sum of all next hops, -1 where no route is.
#include <errno.h>
#include <immintrin.h>
#include <inttypes.h>
#include <rte_eal.h>
#include <rte_errno.h>
#include <rte_fib.h>
#include <rte_lpm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BULK = 32, NO_ROUTE = 0x7fff, MAX_PREFIXES = 1 << 21, MAX_ROUNDS = 99 };

struct route {
	uint32_t network;
	uint8_t length;
	uint32_t hop;
};

static struct route routes[MAX_PREFIXES];
static int route_count;
static uint32_t *stream;
static uint32_t stream_length;
static struct rte_lpm *lpm;
static struct rte_fib *fib;

/* Zero, and the compiler does not know: what makes a lookup wait for the one before. */
static volatile uint32_t zero_mask;

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "dpdk-lookup: %s: %s\n", what, why);
	exit(1);
}

static void read_table(const char *name, int limit)
{
	FILE *file = fopen(name, "r");
	unsigned a, b, c, d, length, hop;
	if (!file)
		fail(name, strerror(errno));
	while (route_count < limit && fscanf(file, "%u.%u.%u.%u/%u %u", &a, &b, &c, &d, &length, &hop) == 6)
		routes[route_count++] = (struct route){a << 24 | b << 16 | c << 8 | d, length, hop};
	fclose(file);
	if (route_count == 0)
		fail(name, "holds no routes");
}

static void read_stream(const char *name)
{
	FILE *file = fopen(name, "rb");
	if (!file)
		fail(name, strerror(errno));
	fseek(file, 0, SEEK_END);
	stream_length = ftell(file) / 4;
	rewind(file);
	free(stream);
	stream = malloc(4UL * stream_length);
	if (stream_length < BULK || (stream_length & (stream_length - 1)) || fread(stream, 4, stream_length, file) != stream_length)
		fail(name, "is no power of two of destinations");
	fclose(file);
}

static int by_length(const void *a, const void *b)
{
	return ((const struct route *)a)->length - ((const struct route *)b)->length;
}

/*
 * rte_lpm_add walks all rules of a length for each that it adds, which takes minutes for a full table. What a lookup reads is public, so
 * up to 24 bits this writes there what rte_lpm_add would, the shorter prefixes first; longer ones are added.
 */
static void fill_lpm(void)
{
	struct rte_lpm_config config = {.max_rules = route_count + 1, .number_tbl8s = 4096};
	lpm = rte_lpm_create("table", 0, &config);
	if (!lpm)
		fail("rte_lpm_create", rte_strerror(rte_errno));
	qsort(routes, route_count, sizeof routes[0], by_length);
	for (int i = 0; i < route_count; i++) {
		struct route r = routes[i];
		if (r.length > 24) {
			if (rte_lpm_add(lpm, r.network, r.length, r.hop) < 0)
				fail("rte_lpm_add", "refuses a route");
			continue;
		}
		struct rte_lpm_tbl_entry entry = {.next_hop = r.hop, .valid = 1, .valid_group = 0, .depth = r.length};
		for (uint32_t slot = 0; slot < 1u << (24 - r.length); slot++)
			lpm->tbl24[(r.network >> 8) + slot] = entry;
	}
}

static void fill_fib(enum rte_fib_lookup_type type)
{
	struct rte_fib_conf config = {.type = RTE_FIB_DIR24_8, .default_nh = NO_ROUTE, .max_routes = route_count + 1};
	config.dir24_8.nh_sz = RTE_FIB_DIR24_8_2B;
	config.dir24_8.num_tbl8 = 4096;
	fib = rte_fib_create("table", 0, &config);
	if (!fib)
		fail("rte_fib_create", rte_strerror(rte_errno));
	if (rte_fib_select_lookup(fib, type))
		fail("rte_fib_select_lookup", "this machine has no such lookup");
	for (int i = 0; i < route_count; i++)
		if (rte_fib_add(fib, routes[i].network, routes[i].length, routes[i].hop) < 0)
			fail("rte_fib_add", "refuses a route");
}

static int64_t lpm_single(void)
{
	int64_t sum = 0;
	for (uint32_t i = 0; i < stream_length; i++) {
		uint32_t hop;
		sum += rte_lpm_lookup(lpm, stream[i], &hop) == 0 ? (int64_t)hop : -1;
	}
	return sum;
}

static int64_t lpm_chain(void)
{
	int64_t sum = 0;
	uint32_t mask = zero_mask, last = 0;
	for (uint32_t i = 0; i < stream_length; i++) {
		uint32_t hop = 0;
		int miss = rte_lpm_lookup(lpm, stream[i] ^ (last & mask), &hop);
		last = miss ? -1 : hop;
		sum += (int32_t)last;
	}
	return sum;
}

static int64_t lpm_bulk(void)
{
	int64_t sum = 0;
	uint32_t hops[BULK];
	for (uint32_t i = 0; i < stream_length; i += BULK) {
		rte_lpm_lookup_bulk(lpm, stream + i, hops, BULK);
		for (int j = 0; j < BULK; j++)
			sum += hops[j] & RTE_LPM_LOOKUP_SUCCESS ? (int64_t)(hops[j] & 0xffffff) : -1;
	}
	return sum;
}

static int64_t lpm_x4(void)
{
	int64_t sum = 0;
	uint32_t hops[4];
	for (uint32_t i = 0; i < stream_length; i += 4) {
		rte_lpm_lookupx4(lpm, _mm_loadu_si128((const __m128i *)(stream + i)), hops, UINT32_MAX);
		for (int j = 0; j < 4; j++)
			sum += (int32_t)hops[j];
	}
	return sum;
}

static int64_t fib_bulk(int bulk)
{
	int64_t sum = 0;
	uint64_t hops[BULK];
	for (uint32_t i = 0; i < stream_length; i += bulk) {
		rte_fib_lookup_bulk(fib, stream + i, hops, bulk);
		for (int j = 0; j < bulk; j++)
			sum += hops[j] == NO_ROUTE ? -1 : (int64_t)hops[j];
	}
	return sum;
}

static int64_t fib_bulk_32(void)
{
	return fib_bulk(BULK);
}

static int64_t fib_single(void)
{
	return fib_bulk(1);
}

static int64_t fib_chain(void)
{
	int64_t sum = 0;
	uint32_t mask = zero_mask;
	uint64_t last = 0;
	for (uint32_t i = 0; i < stream_length; i++) {
		uint32_t destination = stream[i] ^ ((uint32_t)last & mask);
		rte_fib_lookup_bulk(fib, &destination, &last, 1);
		sum += last == NO_ROUTE ? -1 : (int64_t)last;
	}
	return sum;
}

static double nanos(void)
{
	struct timespec now;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * 1e9 + now.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* One round to warm up and to sum, then the median of the others. */
static void measure(int64_t (*pass)(void), int rounds, const char *stream_name, const char *mode)
{
	double taken[MAX_ROUNDS];
	int64_t check = pass();
	for (int i = 0; i < rounds; i++) {
		double start = nanos();
		if (pass() != check)
			fail(mode, "does not come to the same sum again");
		taken[i] = (nanos() - start) / stream_length;
	}
	qsort(taken, rounds, sizeof taken[0], by_value);
	printf("{\"nanosPerOp\": %.3f, \"check\": \"%" PRId64 "\", \"stream\": \"%s\", \"mode\": \"%s\"}\n", taken[rounds / 2], check,
		stream_name, mode);
	fflush(stdout);
}

static int64_t (*pass_of(const char *algorithm, const char *mode))(void)
{
	int bulk = !strcmp(mode, "bulk"), single = !strcmp(mode, "single"), chain = !strcmp(mode, "chain");
	if (!strcmp(algorithm, "lpm-x4") && bulk)
		return lpm_x4;
	if (!strcmp(algorithm, "lpm"))
		return bulk ? lpm_bulk : single ? lpm_single : chain ? lpm_chain : NULL;
	if (!strncmp(algorithm, "fib-", 4))
		return bulk ? fib_bulk_32 : single ? fib_single : chain ? fib_chain : NULL;
	return NULL;
}

static void start_eal(void)
{
	char *arguments[] = {"dpdk-lookup", "--no-huge", "--no-pci", "-m", "1024", "--no-shconf", "--iova-mode=va", "--log-level=error",
		"--no-telemetry", "--force-max-simd-bitwidth=512", "-l", "0", NULL};
	if (rte_eal_init(12, arguments) < 0)
		fail("rte_eal_init", rte_strerror(rte_errno));
}

static char *argument(int argc, char **argv, const char *key, char *otherwise)
{
	size_t length = strlen(key);
	for (int i = 1; i < argc; i++)
		if (!strncmp(argv[i], key, length) && argv[i][length] == '=')
			return argv[i] + length + 1;
	if (!otherwise)
		fail(key, "is missing");
	return otherwise;
}

int main(int argc, char **argv)
{
	char *algorithm = argument(argc, argv, "algorithm", NULL);
	char *streams = argument(argc, argv, "stream", NULL);
	char *modes = argument(argc, argv, "mode", "bulk");
	int rounds = atoi(argument(argc, argv, "rounds", "5"));
	int limit = atoi(argument(argc, argv, "limit", "2097152"));
	if (rounds < 1 || rounds > MAX_ROUNDS || limit < 1 || limit > MAX_PREFIXES)
		fail("rounds, limit", "out of range");
	read_table(argument(argc, argv, "table", NULL), limit);
	start_eal();
	if (!strncmp(algorithm, "lpm", 3))
		fill_lpm();
	else
		fill_fib(!strcmp(algorithm, "fib-avx512") ? RTE_FIB_LOOKUP_DIR24_8_VECTOR_AVX512
							  : RTE_FIB_LOOKUP_DIR24_8_SCALAR_MACRO);
	for (char *outer, *name = strtok_r(streams, ",", &outer); name; name = strtok_r(NULL, ",", &outer)) {
		read_stream(name);
		char copy[64], *inner;
		snprintf(copy, sizeof copy, "%s", modes);
		for (char *mode = strtok_r(copy, ",", &inner); mode; mode = strtok_r(NULL, ",", &inner)) {
			int64_t (*pass)(void) = pass_of(algorithm, mode);
			if (!pass)
				fail(algorithm, "has no such mode");
			measure(pass, rounds, name, mode);
		}
	}
	return 0;
}
