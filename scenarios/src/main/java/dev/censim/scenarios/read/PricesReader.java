package dev.censim.scenarios.read;

import dev.censim.model.billing.BillableItem;
import dev.censim.model.billing.BilledNetwork;
import dev.censim.model.billing.Prices;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code prices}. */
final class PricesReader {

    private PricesReader() {}

    static Prices prices(Cursor at) {
        String currency = at.required("currency", Forms.NAME_FORM);
        List<Prices.Price> prices = new ArrayList<>();
        for (BilledNetwork network : BilledNetwork.values()) {
            at.child(network.text(), "prices of " + words(network)).ifPresent(child -> {
                for (BillableItem item : network.items()) {
                    child.optional(item.text(), Units.PRICE)
                            .ifPresent(amount -> prices.add(new Prices.Price(network, item, amount)));
                }
                child.done();
            });
        }
        at.done();
        return new Prices(currency, prices);
    }

    private static String words(BilledNetwork network) {
        return switch (network) {
            case PUBLIC, PRIVATE -> "a VPN connection";
            case VBR -> "a VBR";
            case ECR -> "an ECR";
            case VPC -> "a VPC";
        };
    }
}
