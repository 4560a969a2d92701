package dev.censim.scenarios.read;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose an object is, and which other account may attach it.
 *
 * @param owner empty for the one account of all objects that name none
 * @param grantedTo the owner of a CEN instance who was authorized ({@code cen_transit_router_grant_attachment})
 */
record Ownership(Optional<String> owner, Optional<Located<String>> grantedTo) {

    private static final Pattern UID = Pattern.compile("\\d{1,20}");

    private static final Form<String> ACCOUNT = new Form<>(
            "an account's UID of 1 to 20 digits, such as 1234567890123456",
            "",
            text -> Optional.of(text).filter(uid -> UID.matcher(uid).matches()));

    /** A transit router is its CEN instance's, which is attached to nothing. */
    static Ownership ofTransitRouter(Cursor at) {
        return new Ownership(owner(at), Optional.empty());
    }

    /** Of what can be attached: an IPsec-VPN connection, a VPC, a VBR. */
    static Ownership ofInstance(Cursor at) {
        Optional<Located<String>> grantedTo = at.child("grantAttachment", "an authorization")
                .flatMap(child -> {
                    Optional<Located<String>> cenOwner = child.requiredLocated("cenOwnerId", ACCOUNT);
                    child.done();
                    return cenOwner;
                });
        return new Ownership(owner(at), grantedTo);
    }

    private static Optional<String> owner(Cursor at) {
        return at.located("ownerId", ACCOUNT).map(Located::value);
    }

    /** As a message names it. */
    String ownerWords() {
        return owner.map(uid -> "account " + uid).orElse("the account of objects without ownerId");
    }
}
