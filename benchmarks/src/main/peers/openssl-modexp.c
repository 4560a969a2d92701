// The modular exponentiations of one IKE Diffie-Hellman exchange by OpenSSL: both public values and the shared secret at both ends.
// build: gcc -O3 -o openssl-modexp openssl-modexp.c $(pkg-config --cflags --libs libcrypto)
//
// group=1|2|5|14       RFC 2409 section 6 and RFC 3526, generator 2
// exponentBits=256     length of both secrets
// function=consttime   BN_mod_exp_mont_consttime; "mont" is BN_mod_exp_mont, which takes no care of its timing
//
// The secrets are those of KeyExchangeBenchmark: octets of SplitMix64 from seeds 1 and 2. "check" is the CRC-32 of the shared secret.

#include <openssl/bn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_OCTETS 256
#define SAMPLE_NANOS 1000000000.0

typedef int (*mod_exp)(BIGNUM *, const BIGNUM *, const BIGNUM *, const BIGNUM *, BN_CTX *, BN_MONT_CTX *);

static void fail(const char *why) {
    fprintf(stderr, "openssl-modexp: %s\n", why);
    exit(1);
}

static const char *value(int argc, char **argv, const char *key, const char *otherwise) {
    size_t length = strlen(key);
    for (int i = 1; i < argc; i++) {
        if (!strncmp(argv[i], key, length) && argv[i][length] == '=') {
            return argv[i] + length + 1;
        }
    }
    return otherwise;
}

static double cpu_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

static BIGNUM *prime(int group) {
    switch (group) {
        case 1: return BN_get_rfc2409_prime_768(NULL);
        case 2: return BN_get_rfc2409_prime_1024(NULL);
        case 5: return BN_get_rfc3526_prime_1536(NULL);
        case 14: return BN_get_rfc3526_prime_2048(NULL);
        default: fail("no such group"); return NULL;
    }
}

/* java.util.SplittableRandom(seed), whose nextLong gives eight octets, the lowest first */
static BIGNUM *secret(uint64_t seed, int bits) {
    unsigned char octets[MAX_OCTETS];
    int length = bits / 8;
    for (int i = 0; i < length; i += 8) {
        uint64_t z = seed += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        z ^= z >> 31;
        for (int j = 0; j < 8 && i + j < length; j++) {
            octets[i + j] = (unsigned char) (z >> 8 * j);
        }
    }
    return BN_bin2bn(octets, length, NULL);
}

static uint32_t crc32(const unsigned char *octets, int length) {
    uint32_t crc = ~0u;
    for (int i = 0; i < length; i++) {
        crc ^= octets[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
        }
    }
    return ~crc;
}

int main(int argc, char **argv) {
    int group = atoi(value(argc, argv, "group", "14"));
    int bits = atoi(value(argc, argv, "exponentBits", "256"));
    const char *function = value(argc, argv, "function", "consttime");
    if (bits < 8 || bits > 8 * MAX_OCTETS || bits % 8) {
        fail("exponentBits is a multiple of 8, at most 2048");
    }
    if (strcmp(function, "consttime") && strcmp(function, "mont")) {
        fail("function is consttime or mont");
    }
    mod_exp power = strcmp(function, "mont") ? BN_mod_exp_mont_consttime : BN_mod_exp_mont;
    BIGNUM *p = prime(group), *x = secret(1, bits), *y = secret(2, bits), *g = BN_new();
    BIGNUM *gx = BN_new(), *gy = BN_new(), *ofX = BN_new(), *ofY = BN_new();
    BN_CTX *ctx = BN_CTX_new();
    BN_MONT_CTX *mont = BN_MONT_CTX_new();
    if (!p || !x || !y || !g || !ctx || !mont || !BN_set_word(g, 2) || !BN_MONT_CTX_set(mont, p, ctx)) {
        fail("libcrypto refuses");
    }
    long exchanges = 0;
    double begun = cpu_nanos(), spent = 0;
    while (spent < SAMPLE_NANOS) {
        for (int i = 0; i < 8; i++, exchanges++) {
            if (!power(gx, g, x, p, ctx, mont) || !power(gy, g, y, p, ctx, mont) || !power(ofX, gy, x, p, ctx, mont)
                    || !power(ofY, gx, y, p, ctx, mont)) {
                fail("libcrypto refuses");
            }
        }
        spent = cpu_nanos() - begun;
    }
    unsigned char shared[MAX_OCTETS];
    int length = BN_num_bytes(p);
    if (BN_cmp(ofX, ofY) || BN_bn2binpad(ofX, shared, length) != length) {
        fail("the two ends disagree");
    }
    printf("{\"nanosPerOp\": %.1f, \"check\": \"%08x\"}\n", spent / exchanges, crc32(shared, length));
    return 0;
}
