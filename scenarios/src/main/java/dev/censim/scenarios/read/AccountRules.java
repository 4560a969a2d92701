package dev.censim.scenarios.read;

import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import java.util.Optional;

/** What belongs to one account is attached to the transit router of another one only when its owner has authorized that. */
final class AccountRules {

    private static final String VPN = "IPsec-VPN connection";

    private final Draft draft;

    AccountRules(Draft draft) {
        this.draft = draft;
    }

    void check() {
        for (Declared<VpnConnection> one : draft.vpnConnections.values()) {
            check(VPN, one.value().name(), one.value().attachment(), one.at());
        }
        for (Declared<Vpc> one : draft.vpcs.values()) {
            check("VPC", one.value().name(), one.value().attachment(), one.at());
        }
        for (Declared<Vbr> one : draft.vbrs.values()) {
            check("VBR", one.value().name(), one.value().attachment(), one.at());
        }
        for (Declared<Ecr> one : draft.ecrs.values()) {
            one.value()
                    .transitRouters()
                    .forEach(association ->
                            check("ECR", one.value().name(), Optional.of(association.attachment()), one.at()));
        }
    }

    private void check(String kind, String name, Optional<Attachment> attachment, Cursor at) {
        String router = attachment.map(Attachment::transitRouter).orElse("");
        Ownership instance = draft.ownerships.get(name);
        Ownership cen = draft.ownerships.get(router);
        boolean isKnown =
                draft.transitRouters.containsKey(router) && at.sound("ownerId") && at.sound("grantAttachment");
        if (instance == null || cen == null || !isKnown) {
            return;
        }
        String whose = kind + " " + Quote.of(name) + " belongs to " + instance.ownerWords() + ", transit router "
                + Quote.of(router) + " to " + cen.ownerWords();
        boolean isSame = instance.owner().equals(cen.owner());
        Optional<Located<String>> granted = instance.grantedTo();
        if (granted.isEmpty() && !isSame) {
            at.error("attachment", whose + " and is not authorized (" + source(kind) + ")", steps(kind, instance, cen));
        } else if (granted.isPresent() && isSame) {
            draft.diagnostics.warning(
                    granted.get().mark(),
                    "cenOwnerId: " + kind + " " + Quote.of(name) + " and transit router " + Quote.of(router)
                            + " belong to the same account",
                    "leave grantAttachment out, or write ownerId where the owners differ");
        } else if (granted.isPresent() && !granted.map(Located::value).equals(cen.owner())) {
            draft.diagnostics.error(
                    granted.get().mark(),
                    "cenOwnerId: " + whose + "; authorized is account "
                            + granted.get().value(),
                    "authorize the account that owns the transit router, and write it as the transit router's ownerId");
        }
    }

    private static String source(String kind) {
        return kind.equals(VPN) ? "product page, Cross-Account" : "vendor, GrantInstanceToTransitRouter";
    }

    /** Product page, Attach a VPN Connection (Cross-Account). */
    private static String steps(String kind, Ownership instance, Ownership cen) {
        String first = kind.equals(VPN)
                ? "1. as its owner create the connection with Cross Account selected; 2. on its details page authorize "
                : "1. as its owner open its details page; 2. authorize ";
        return first + cen.ownerWords() + ": write grantAttachment: {cenOwnerId: "
                + cen.owner().orElse("UID") + "}"
                + (cen.owner().isPresent() ? "" : ", and that UID as the transit router's ownerId")
                + "; 3. as the owner of the CEN instance attach it with Resource Owner ID set to Different Account"
                + instance.owner().map(owner -> " and UID " + owner).orElse("");
    }
}
