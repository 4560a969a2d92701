package dev.censim.model.policy;

import java.time.Duration;

/**
 * Phase 1 of one end of a tunnel ({@code tunnel_ike_config} of {@code vpn_gateway_vpn_attachment}).
 *
 * @param psk pre-shared key, 1 to 100 characters
 * @param ikePfs the Diffie-Hellman group of phase 1
 * @param ikeLifetime zero means that the SA never expires
 * @param localId an IPv4 address or an FQDN, as this end names itself
 * @param remoteId an IPv4 address or an FQDN, as this end expects the peer to name itself
 */
public record IkeConfig(
        String psk,
        IkeVersion ikeVersion,
        IkeMode ikeMode,
        EncryptionAlgorithm ikeEncAlg,
        AuthenticationAlgorithm ikeAuthAlg,
        DhGroup ikePfs,
        Duration ikeLifetime,
        String localId,
        String remoteId) {}
