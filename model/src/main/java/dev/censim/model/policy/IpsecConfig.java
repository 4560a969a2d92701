package dev.censim.model.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * Phase 2 of one end of a tunnel ({@code tunnel_ipsec_config}).
 *
 * @param ipsecPfs the group of perfect forward secrecy; empty is the product's {@code disabled}
 * @param ipsecLifetime zero means that the SA never expires
 */
public record IpsecConfig(
        EncryptionAlgorithm ipsecEncAlg,
        AuthenticationAlgorithm ipsecAuthAlg,
        Optional<DhGroup> ipsecPfs,
        Duration ipsecLifetime) {}
