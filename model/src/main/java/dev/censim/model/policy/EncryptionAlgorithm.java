package dev.censim.model.policy;

/** Encryption algorithms of both phases, with the product's names: all run in CBC mode (RFC 3602, 2451, 2405). */
public enum EncryptionAlgorithm {
    AES128("aes", 16, 16),
    AES192("aes192", 24, 16),
    AES256("aes256", 32, 16),
    DES("des", 8, 8),
    TRIPLE_DES("3des", 24, 8);

    private final String text;
    private final int keyLength;
    private final int blockLength;

    EncryptionAlgorithm(String text, int keyLength, int blockLength) {
        this.text = text;
        this.keyLength = keyLength;
        this.blockLength = blockLength;
    }

    /** The product's name. */
    public String text() {
        return text;
    }

    /** In octets. */
    public int keyLength() {
        return keyLength;
    }

    /** In octets; also the length of the initialisation vector. */
    public int blockLength() {
        return blockLength;
    }
}
