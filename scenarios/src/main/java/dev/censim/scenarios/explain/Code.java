package dev.censim.scenarios.explain;

/**
 * What the vendor's diagnosis ({@code DiagnoseVpnConnections}) calls a finding, as far as it can occur here; and, last, symptoms
 * of its troubleshooting pages that have no code.
 */
public enum Code {
    PEER_MISMATCH("PeerMismatch"),
    ALGORITHM_MISMATCH("AlgorithmMismatch"),
    ENCRYPTION_ALGORITHM_MISMATCH("EncryptionAlgorithmMismatch"),
    AUTHENTICATION_ALGORITHM_MISMATCH("AuthenticationAlgorithmMismatch"),
    DH_GROUP_MISMATCH("DhGroupMismatch"),
    PSK_MISMATCH("PskMismatch"),
    PEER_ID_MISMATCH("PeerIdMismatch"),
    DPD_TIMEOUT("DpdTimeout"),
    IKE_VERSION_MISMATCH("IkeVersionMismatch"),
    NEGOTIATION_MODE_MISMATCH("NegotiationModeMismatch"),
    NAT_T_MISMATCH("NatTMismatch"),
    LIFETIME_MISMATCH("LifetimeMismatch"),
    TRAFFIC_SELECTOR_MISMATCH("TrafficSelectorMismatch"),
    PFS_MISMATCH("PfsMismatch"),
    PROPOSAL_MISMATCH("ProposalMismatch"),
    NEGOTIATION_FAILED("NegotiationFailed"),
    PHASE1_NEGOTIATION_TIMEOUT("Phase1NegotiationTimeout"),
    PHASE2_NEGOTIATION_TIMEOUT("Phase2NegotiationTimeout"),
    NO_RESPONSE("NoResponse"),
    RECEIVE_DELETE_NOTIFY("ReceiveDeleteNotify"),
    NO_EXCEPTION_FOUND("NoExceptionFound"),
    BGP_ABNORMAL("Phase 2 OK, BGP abnormal"),
    BGP_DOWN("BGP down"),
    HEALTH_CHECK_FAILS("Health check fails");

    private final String text;

    Code(String text) {
        this.text = text;
    }

    /** As the vendor writes it. */
    public String text() {
        return text;
    }
}
