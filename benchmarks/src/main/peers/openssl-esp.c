/*
 * ESP packets with OpenSSL's EVP, one by one: what sealing, opening or both costs. Keys are set up once. Per packet the cipher gets
 * a new IV and nothing else (EVP_CipherInit_ex with a null key); the HMAC, with mac=evp, EVP_MAC_init with a null key, or, with
 * mac=copy, two digests that stand behind the padded keys and are copied (EVP_MD_CTX_copy_ex), which is faster. The IV is made as
 * censim makes it: SPI and sequence number, encrypted (NIST SP 800-38A appendix C), by letting them through the same CBC first, in
 * the same call.
 *
 *   openssl-esp suite=AES128_SHA1|AES128_SHA256|AES256_SHA1|AES256_SHA256|TRIPLE_DES_SHA1 octets=N direction=out|in|roundtrip
 *               [mac=evp|copy] [seconds=1]
 *
 * "check" is the packet with sequence number 1, SPI 0x12345678, in hexadecimal: its inner octets and keys count up from 0 and 1.
 */
// build: gcc -O3 -march=native -o openssl-esp openssl-esp.c $(pkg-config --cflags --libs libcrypto)
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HEADER = 8, MOST_OCTETS = 9000, ROOM = MOST_OCTETS + 256 };
enum mac_way { EVP, COPY };

static void fail(const char *what) {
    fprintf(stderr, "openssl-esp: %s\n", what);
    exit(1);
}

static void must(int ok, const char *what) {
    if (!ok) {
        fail(what);
    }
}

struct suite {
    const char *name, *cipher, *digest;
    int key_length, block, hash_length, icv_length;
};

static const struct suite SUITES[] = {
    {"AES128_SHA1", "AES-128-CBC", "SHA1", 16, 16, 20, 12},
    {"AES128_SHA256", "AES-128-CBC", "SHA256", 16, 16, 32, 16},
    {"AES256_SHA1", "AES-256-CBC", "SHA1", 32, 16, 20, 12},
    {"AES256_SHA256", "AES-256-CBC", "SHA256", 32, 16, 32, 16},
    {"TRIPLE_DES_SHA1", "DES-EDE3-CBC", "SHA1", 24, 8, 20, 12},
};

/* One end of the SA in one direction. */
struct end {
    const struct suite *suite;
    enum mac_way way;
    EVP_CIPHER_CTX *cipher;
    EVP_MAC_CTX *mac;
    EVP_MD_CTX *inner, *outer, *digest;
    uint32_t sequence;
};

static const uint32_t SPI = 0x12345678;

static EVP_MD_CTX *padded(const EVP_MD *md, const unsigned char *key, int length, unsigned char pad) {
    unsigned char block[64];
    for (int i = 0; i < 64; i++) {
        block[i] = (unsigned char)((i < length ? key[i] : 0) ^ pad);
    }
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    must(EVP_DigestInit_ex(context, md, NULL) && EVP_DigestUpdate(context, block, 64), "no such digest");
    return context;
}

static struct end *end_of(const struct suite *suite, enum mac_way way, int encrypts) {
    unsigned char key[64];
    for (int i = 0; i < 64; i++) {
        key[i] = (unsigned char)(i + 1);
    }
    struct end *end = calloc(1, sizeof *end);
    end->suite = suite;
    end->way = way;
    end->cipher = EVP_CIPHER_CTX_new();
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, suite->cipher, NULL);
    must(cipher && EVP_CipherInit_ex(end->cipher, cipher, NULL, key, NULL, encrypts), "no such cipher");
    EVP_CIPHER_CTX_set_padding(end->cipher, 0);
    EVP_MD *md = EVP_MD_fetch(NULL, suite->digest, NULL);
    end->inner = padded(md, key, suite->hash_length, 0x36);
    end->outer = padded(md, key, suite->hash_length, 0x5c);
    end->digest = EVP_MD_CTX_new();
    EVP_MAC *hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    end->mac = EVP_MAC_CTX_new(hmac);
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)suite->digest, 0), OSSL_PARAM_construct_end()};
    must(EVP_MAC_init(end->mac, key, (size_t)suite->hash_length, params), "no HMAC");
    return end;
}

static void hmac(struct end *end, const unsigned char *in, int length, unsigned char *out) {
    if (end->way == EVP) {
        size_t written;
        must(EVP_MAC_init(end->mac, NULL, 0, NULL) && EVP_MAC_update(end->mac, in, (size_t)length)
                 && EVP_MAC_final(end->mac, out, &written, 64),
            "HMAC");
        return;
    }
    must(EVP_MD_CTX_copy_ex(end->digest, end->inner) && EVP_DigestUpdate(end->digest, in, (size_t)length)
             && EVP_DigestFinal_ex(end->digest, out, NULL),
        "inner digest");
    must(EVP_MD_CTX_copy_ex(end->digest, end->outer) && EVP_DigestUpdate(end->digest, out, (size_t)end->suite->hash_length)
             && EVP_DigestFinal_ex(end->digest, out, NULL),
        "outer digest");
}

static void put32(unsigned char *b, uint32_t value) {
    value = __builtin_bswap32(value);
    memcpy(b, &value, 4);
}

/* Returns the length of the ESP packet. */
static int seal(struct end *end, const unsigned char *inner, int length, unsigned char *out) {
    static const unsigned char zero[16];
    unsigned char plain[ROOM];
    int block = end->suite->block, whole = (length + 2 + block - 1) / block * block, pad = whole - length - 2, written;
    memset(plain, 0, (size_t)block);
    put32(plain, SPI);
    put32(plain + 4, ++end->sequence);
    memcpy(plain + block, inner, (size_t)length);
    for (int i = 0; i < pad; i++) {
        plain[block + length + i] = (unsigned char)(i + 1);
    }
    plain[block + whole - 2] = (unsigned char)pad;
    plain[block + whole - 1] = 4;
    memcpy(out, plain, HEADER);
    must(EVP_CipherInit_ex(end->cipher, NULL, NULL, NULL, zero, -1)
             && EVP_CipherUpdate(end->cipher, out + HEADER, &written, plain, block + whole) && written == block + whole,
        "encrypt");
    unsigned char tag[64];
    int authenticated = HEADER + block + whole;
    hmac(end, out, authenticated, tag);
    memcpy(out + authenticated, tag, (size_t)end->suite->icv_length);
    return authenticated + end->suite->icv_length;
}

/* Returns the length of the inner packet; -1 when the packet is bad. */
static int open_packet(struct end *end, const unsigned char *in, int length, unsigned char *out) {
    unsigned char tag[64];
    int block = end->suite->block, authenticated = length - end->suite->icv_length, written;
    int whole = authenticated - HEADER - block;
    hmac(end, in, authenticated, tag);
    if (CRYPTO_memcmp(tag, in + authenticated, (size_t)end->suite->icv_length) != 0) {
        return -1;
    }
    must(EVP_CipherInit_ex(end->cipher, NULL, NULL, NULL, in + HEADER, -1)
             && EVP_CipherUpdate(end->cipher, out, &written, in + HEADER + block, whole) && written == whole,
        "decrypt");
    int pad = out[whole - 2];
    for (int i = 0; i < pad; i++) {
        if (out[whole - 2 - pad + i] != i + 1) {
            return -1;
        }
    }
    return out[whole - 1] == 4 ? whole - 2 - pad : -1;
}

static double cpu_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

struct job {
    struct end *sender, *receiver;
    unsigned char inner[ROOM], packet[ROOM], opened[ROOM];
    int octets, packet_length;
    char direction;
};

static void run(struct job *job, long packets) {
    for (long i = 0; i < packets; i++) {
        if (job->direction != 'i') {
            job->packet_length = seal(job->sender, job->inner, job->octets, job->packet);
        }
        if (job->direction != 'o' && open_packet(job->receiver, job->packet, job->packet_length, job->opened) != job->octets) {
            fail("a packet does not open");
        }
    }
}

/* Least of several rounds' means, which together take that long. */
static double nanos_per_packet(struct job *job, double seconds) {
    enum { ROUNDS = 5 };
    long packets = 64;
    double took = 0;
    for (; took < seconds * 1e9 / 16; packets *= 2) {
        double start = cpu_nanos();
        run(job, packets);
        took = cpu_nanos() - start;
    }
    packets = (long)((double)packets / 2 * seconds * 1e9 / ROUNDS / took) + 1;
    double rounds[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        double start = cpu_nanos();
        run(job, packets);
        double mean = (cpu_nanos() - start) / (double)packets;
        int at = i;
        for (; at > 0 && rounds[at - 1] > mean; at--) {
            rounds[at] = rounds[at - 1];
        }
        rounds[at] = mean;
    }
    return rounds[ROUNDS / 2];
}

static const char *argument(int argc, char **argv, const char *name, const char *otherwise) {
    size_t length = strlen(name);
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], name, length) == 0 && argv[i][length] == '=') {
            return argv[i] + length + 1;
        }
    }
    return otherwise;
}

int main(int argc, char **argv) {
    const char *name = argument(argc, argv, "suite", "AES128_SHA1"), *mac = argument(argc, argv, "mac", "evp");
    const char *direction = argument(argc, argv, "direction", "roundtrip");
    double seconds = atof(argument(argc, argv, "seconds", "1"));
    const struct suite *suite = NULL;
    for (size_t i = 0; i < sizeof SUITES / sizeof *SUITES; i++) {
        suite = strcmp(SUITES[i].name, name) == 0 ? &SUITES[i] : suite;
    }
    static struct job job;
    job.octets = atoi(argument(argc, argv, "octets", "64"));
    job.direction = direction[0];
    must(suite != NULL, "no such suite");
    must(job.octets > 0 && job.octets <= MOST_OCTETS, "octets: 1 to 9000");
    must(strcmp(direction, "out") == 0 || strcmp(direction, "in") == 0 || strcmp(direction, "roundtrip") == 0, "no such direction");
    must(strcmp(mac, "evp") == 0 || strcmp(mac, "copy") == 0, "no such mac");
    for (int i = 0; i < job.octets; i++) {
        job.inner[i] = (unsigned char)i;
    }
    char check[2][2 * ROOM + 1];
    for (int way = EVP; way <= COPY; way++) {
        job.sender = end_of(suite, (enum mac_way)way, 1);
        job.receiver = end_of(suite, (enum mac_way)way, 0);
        job.packet_length = seal(job.sender, job.inner, job.octets, job.packet);
        must(open_packet(job.receiver, job.packet, job.packet_length, job.opened) == job.octets
                 && memcmp(job.opened, job.inner, (size_t)job.octets) == 0,
            "the first packet does not open");
        for (int i = 0; i < job.packet_length; i++) {
            sprintf(check[way] + 2 * i, "%02x", job.packet[i]);
        }
    }
    must(strcmp(check[EVP], check[COPY]) == 0, "the two ways to HMAC differ");
    job.sender->way = job.receiver->way = mac[0] == 'e' ? EVP : COPY;
    printf("{\"nanosPerOp\": %.1f, \"check\": \"%s\", \"mac\": \"%s\"}\n", nanos_per_packet(&job, seconds), check[EVP], mac);
    return 0;
}
