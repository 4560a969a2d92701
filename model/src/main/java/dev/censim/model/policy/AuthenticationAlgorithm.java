package dev.censim.model.policy;

/** HMAC algorithms of both phases; in phase 1 also the PRF (RFC 2403, 2404, 4868). */
public enum AuthenticationAlgorithm {
    MD5("md5", 16, 12),
    SHA1("sha1", 20, 12),
    SHA256("sha256", 32, 16),
    SHA384("sha384", 48, 24),
    SHA512("sha512", 64, 32);

    private final String text;
    private final int hashLength;
    private final int icvLength;

    AuthenticationAlgorithm(String text, int hashLength, int icvLength) {
        this.text = text;
        this.hashLength = hashLength;
        this.icvLength = icvLength;
    }

    /** The product's name. */
    public String text() {
        return text;
    }

    /** Output length of the hash in octets: also the length of the integrity key and of the PRF's output. */
    public int hashLength() {
        return hashLength;
    }

    /** Length of the truncated integrity check value in octets. */
    public int icvLength() {
        return icvLength;
    }
}
