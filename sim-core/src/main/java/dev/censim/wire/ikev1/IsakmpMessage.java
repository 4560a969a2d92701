package dev.censim.wire.ikev1;

import dev.censim.wire.ike.Octets;

/**
 * A message as it is on the wire, RFC 2408 section 3.1.
 *
 * @param cookieInitiator never 0
 * @param cookieResponder 0 in the first message of phase 1
 * @param isEncrypted the body is ciphertext
 * @param messageId 0 in phase 1
 * @param nextPayload the type of the first payload
 * @param body all behind the header: a chain of payloads, or ciphertext
 */
public record IsakmpMessage(
        long cookieInitiator,
        long cookieResponder,
        ExchangeType exchange,
        boolean isEncrypted,
        int messageId,
        int nextPayload,
        Octets body) {}
