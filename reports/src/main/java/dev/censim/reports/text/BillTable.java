package dev.censim.reports.text;

import dev.censim.model.billing.BillableItem.Unit;
import dev.censim.reports.metrics.Amounts;
import dev.censim.reports.metrics.Bill;
import java.util.ArrayList;
import java.util.List;

/** The billable items of a run as a table; of a scenario without prices, which did not ask, nothing. */
final class BillTable {

    private static final String NONE = "-";

    private BillTable() {}

    static void append(StringBuilder text, Bill bill, boolean colour) {
        if (bill.currency().isEmpty() || bill.lines().isEmpty()) {
            return;
        }
        String currency = bill.currency().get();
        text.append(Paint.BOLD.on("Billing", colour)).append('\n');
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("item", "instances", "quantity", "price", currency));
        bill.lines().forEach(line -> rows.add(row(line)));
        String total = bill.total().map(Amounts::money).orElse(NONE);
        rows.add(List.of("total", "", "", "", total));
        Columns.append(text, rows, colour);
        if (bill.total().isEmpty()) {
            text.append("  no total: an item without a price has no cost\n");
        }
        text.append('\n');
    }

    private static List<String> row(Bill.Line line) {
        boolean byHour = line.item().unit() == Unit.HOUR;
        return List.of(
                line.network().text() + ": " + line.item().text(),
                Integer.toString(line.instances()),
                byHour ? Amounts.count(line.quantity()) + " h" : Amounts.gigabytes(line.quantity()) + " GB",
                line.price()
                        .map(price -> Amounts.money(price) + (byHour ? "/h" : "/GB"))
                        .orElse(NONE),
                line.cost().map(Amounts::money).orElse(NONE));
    }
}
