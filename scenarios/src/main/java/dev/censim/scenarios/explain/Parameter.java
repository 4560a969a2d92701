package dev.censim.scenarios.explain;

/** What must agree between the two ends of a tunnel, in the product's words and by the scenario's key. */
public enum Parameter {
    /** Where the cloud's end is against where the customer's device looks for it. */
    GATEWAY_IP("Gateway IP Address", "gatewayIp", Code.PEER_MISMATCH),
    IKE_VERSION("IKE Settings, Edition", "ikeVersion", Code.IKE_VERSION_MISMATCH),
    IKE_MODE("IKE Settings, Negotiation Mode", "ikeMode", Code.NEGOTIATION_MODE_MISMATCH),
    IKE_ENC_ALG("IKE Settings, Encryption Algorithm", "ikeEncAlg", Code.ENCRYPTION_ALGORITHM_MISMATCH),
    IKE_AUTH_ALG("IKE Settings, Authentication Algorithm", "ikeAuthAlg", Code.AUTHENTICATION_ALGORITHM_MISMATCH),
    IKE_PFS("IKE Settings, DH Group", "ikePfs", Code.DH_GROUP_MISMATCH),
    PSK("Pre-Shared Key", "psk", Code.PSK_MISMATCH),
    /** The cloud's LocalId against the RemoteId of the customer's device. */
    LOCAL_ID("IKE Settings, LocalId", "localId", "remoteId", Code.PEER_ID_MISMATCH),
    /** The cloud's RemoteId against the LocalId of the customer's device. */
    REMOTE_ID("IKE Settings, RemoteId", "remoteId", "localId", Code.PEER_ID_MISMATCH),
    IKE_LIFETIME("IKE Settings, SA Lifetime", "ikeLifetime", Code.LIFETIME_MISMATCH),
    IPSEC_ENC_ALG("IPsec Configurations, Encryption Algorithm", "ipsecEncAlg", Code.ENCRYPTION_ALGORITHM_MISMATCH),
    IPSEC_AUTH_ALG(
            "IPsec Configurations, Authentication Algorithm", "ipsecAuthAlg", Code.AUTHENTICATION_ALGORITHM_MISMATCH),
    IPSEC_PFS("IPsec Configurations, DH Group", "ipsecPfs", Code.PFS_MISMATCH),
    IPSEC_LIFETIME("IPsec Configurations, SA Lifetime", "ipsecLifetime", Code.LIFETIME_MISMATCH),
    /** The cloud's Local CIDR Block against the remote network of the customer's device. */
    LOCAL_SUBNET("Local CIDR Block", "localSubnet", "remoteSubnet", Code.TRAFFIC_SELECTOR_MISMATCH),
    /** The cloud's Peer CIDR Block against the local network of the customer's device. */
    REMOTE_SUBNET("Peer CIDR Block", "remoteSubnet", "localSubnet", Code.TRAFFIC_SELECTOR_MISMATCH),
    DPD("DPD", "enableDpd", Code.DPD_TIMEOUT),
    NAT_TRAVERSAL("NAT Traversal", "enableNatTraversal", Code.NAT_T_MISMATCH),
    ENABLE_BGP("Enable BGP", "enableTunnelsBgp", "enableBgp", Code.BGP_ABNORMAL),
    /** The cloud's own address against where the customer's device looks for it. */
    LOCAL_BGP_IP("Local BGP IP address", "localBgpIp", "peerBgpIp", Code.BGP_ABNORMAL),
    /** The other usable address of the Tunnel CIDR Block against the device's own. */
    PEER_BGP_IP("Peer BGP IP address", "peerBgpIp", "localBgpIp", Code.BGP_ABNORMAL),
    AUTH_KEY("AuthKey", "authKey", Code.BGP_ABNORMAL),
    LOCAL_ASN("Local ASN", "localAsn", "peerAsn", Code.BGP_ABNORMAL),
    /** The customer gateway's ASN against the device's own. */
    PEER_ASN("Customer Gateway ASN", "peerAsn", "localAsn", Code.BGP_ABNORMAL),
    BGP_HOLD("BGP hold time", "hold", Code.BGP_ABNORMAL);

    private final String text;
    private final String cloudKey;
    private final String customerKey;
    private final Code code;

    Parameter(String text, String key, Code code) {
        this(text, key, key, code);
    }

    Parameter(String text, String cloudKey, String customerKey, Code code) {
        this.text = text;
        this.cloudKey = cloudKey;
        this.customerKey = customerKey;
        this.code = code;
    }

    /** As the product's console calls it. */
    public String text() {
        return text;
    }

    /** The scenario's key for the cloud's end. */
    public String cloudKey() {
        return cloudKey;
    }

    /** The scenario's key for the customer's end. */
    public String customerKey() {
        return customerKey;
    }

    /** What a mismatch of it is called. */
    public Code code() {
        return code;
    }
}
