/**
 * What is built: regions, transit routers, VPCs, data centres, IPsec-VPN connections, VBRs and the paths beneath them.
 *
 * <p>Names are the product's; references between objects are by name and have been checked by the reader. Knows no time.
 */
@NullMarked
package dev.censim.model.topology;

import org.jspecify.annotations.NullMarked;
