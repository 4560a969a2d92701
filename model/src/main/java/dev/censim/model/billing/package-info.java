/**
 * What the cloud charges for: the billable items of the product page, and the prices that a scenario gives them. No price is built
 * in, and nothing is counted here.
 */
@NullMarked
package dev.censim.model.billing;

import org.jspecify.annotations.NullMarked;
