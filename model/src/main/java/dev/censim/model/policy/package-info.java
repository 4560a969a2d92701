/**
 * What two sides agree on and what routes may do: IKE, IPsec and BGP settings with the product's names, and their defaults.
 * Field names follow the cloud's Terraform provider; defaults are the product page's (see {@link dev.censim.model.policy.Defaults}).
 */
@NullMarked
package dev.censim.model.policy;

import org.jspecify.annotations.NullMarked;
