package dev.censim.model.billing;

import java.util.List;

/** Whose billable items they are: the two network types of a VPN connection (product page, Billing), and the other attachments. */
public enum BilledNetwork {
    /** IPsec-VPN connections over the Internet. */
    PUBLIC("public", List.of(BillableItem.values())),
    /** IPsec-VPN connections over private circuits, together with the VBRs that carry them. */
    PRIVATE("private", List.of(BillableItem.values())),
    /** VBRs that carry no IPsec-VPN connection; of those that belong to an ECR the outbound data only. */
    VBR(
            "vbr",
            List.of(
                    BillableItem.TRANSIT_ROUTER_CONNECTION,
                    BillableItem.TRANSIT_ROUTER_DATA_FORWARDING,
                    BillableItem.OUTBOUND_DATA_TRANSFER)),
    /** ECRs, at each of their transit routers. */
    ECR("ecr", List.of(BillableItem.TRANSIT_ROUTER_CONNECTION, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING)),
    VPC("vpc", List.of(BillableItem.TRANSIT_ROUTER_CONNECTION, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING));

    private final String text;
    private final List<BillableItem> items;

    BilledNetwork(String text, List<BillableItem> items) {
        this.text = text;
        this.items = items;
    }

    public String text() {
        return text;
    }

    /** What is charged for it, in the order of the product page. */
    public List<BillableItem> items() {
        return items;
    }
}
