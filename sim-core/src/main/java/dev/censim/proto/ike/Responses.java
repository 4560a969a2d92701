package dev.censim.proto.ike;

import java.util.Arrays;

/** The peer's requests within one IKE SA: which one is next, and the answer to the last one for its repetitions (RFC 7296 section 2.1). */
final class Responses {

    private int expectedId;
    private byte[] lastRequest = {};
    private byte[] lastResponse = {};

    Responses(int expectedId) {
        this.expectedId = expectedId;
    }

    Responses copy() {
        Responses copy = new Responses(expectedId);
        copy.lastRequest = lastRequest;
        copy.lastResponse = lastResponse;
        return copy;
    }

    boolean expects(int messageId) {
        return messageId == expectedId;
    }

    void answered(byte[] request, byte[] response) {
        lastRequest = request;
        lastResponse = response;
        expectedId++;
    }

    /** Bit by bit the request that was answered last. */
    boolean isRepetition(byte[] request) {
        return lastRequest.length > 0 && Arrays.equals(lastRequest, request);
    }

    byte[] lastResponse() {
        return lastResponse;
    }
}
