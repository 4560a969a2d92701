package dev.censim.model.billing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario says that things cost.
 *
 * @param currency such as {@code USD}; it is repeated and means nothing
 * @param prices each for one item of one network; an item without a price has no cost
 */
public record Prices(String currency, List<Price> prices) {

    /**
     * @param amount zero or more, for one {@link BillableItem#unit} and each instance
     */
    public record Price(BilledNetwork network, BillableItem item, BigDecimal amount) {}

    public Prices {
        prices = List.copyOf(prices);
    }

    /** The price of one item, if the scenario gives one. */
    public Optional<BigDecimal> of(BilledNetwork network, BillableItem item) {
        return prices.stream()
                .filter(price -> price.network == network && price.item == item)
                .map(Price::amount)
                .findFirst();
    }
}
