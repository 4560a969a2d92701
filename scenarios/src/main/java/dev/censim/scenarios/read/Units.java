package dev.censim.scenarios.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities with their units. Exact: what cannot be held exactly is refused rather than rounded, save for rates. */
final class Units {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final Map<String, Long> TIME = table(
            List.of("ns", "us", "ms", "s", "m", "min", "h", "d"),
            List.of(
                    1L,
                    1_000L,
                    1_000_000L,
                    NANOS_PER_SECOND,
                    60 * NANOS_PER_SECOND,
                    60 * NANOS_PER_SECOND,
                    3_600 * NANOS_PER_SECOND,
                    86_400 * NANOS_PER_SECOND));
    private static final Map<String, Long> BITS_PER_SECOND = table(
            List.of("bps", "kbps", "mbps", "gbps", "tbps"),
            List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L, 1_000_000_000_000L));
    private static final Map<String, Long> OCTETS = table(List.of("b", "kb", "kib"), List.of(1L, 1_000L, 1_024L));
    private static final Map<String, Long> PACKETS_PER_SECOND =
            table(List.of("pps", "kpps", "mpps"), List.of(1L, 1_000L, 1_000_000L));

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?) ?([A-Za-z]{1,8})");
    private static final Pattern BARE_NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,18})?) ?%");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    /** The longest duration: more than a year, and far from the end of 64 bits. */
    private static final Duration LONGEST = Duration.ofDays(1_000);

    static final Form<Duration> DURATION = new Form<>(
            "a duration such as 30s, 250ms or 1h30m (units ns, us, ms, s, m, h, d)",
            Duration.ofSeconds(1),
            Units::duration,
            text -> unitMissing(text, "s"));
    static final Form<Duration> POSITIVE_DURATION =
            DURATION.where(duration -> !duration.isZero(), "a duration longer than zero, such as 30s or 250ms");
    /** Of what fails once in decades. */
    static final Form<Duration> LIFETIME = new Form<>(
            "a duration longer than zero and up to 36500d, such as 90d or 4h",
            Duration.ofSeconds(1),
            text -> duration(text, Duration.ofDays(36_500)).filter(duration -> !duration.isZero()),
            text -> unitMissing(text, "d"));

    static final Form<Long> BANDWIDTH = new Form<>(
            "a bandwidth above zero such as 200Mbps (units bps, kbps, Mbps, Gbps)",
            1L,
            text -> boxed(quantity(text, BITS_PER_SECOND)).filter(bits -> bits > 0),
            text -> unitMissing(text, "Mbps"));
    static final Form<Integer> SIZE = new Form<>(
            "a size such as 512B",
            512,
            text -> boxed(quantity(text, OCTETS))
                    .filter(octets -> octets <= Integer.MAX_VALUE)
                    .map(Long::intValue),
            text -> unitMissing(text, "B"));
    /** A rate, as the time between two packets, rounded to the nanosecond. */
    static final Form<Duration> RATE = new Form<>(
            "a rate from 0.001pps to 10Mpps such as 100pps (units pps, kpps, Mpps)",
            Duration.ofSeconds(1),
            Units::interval,
            text -> unitMissing(text, "pps"));
    /** Parts per million. */
    static final Form<Integer> PERCENT_FORM = new Form<>(
            "0% to 100% in steps of 0.0001%, such as 0.1%", 0, Units::perMillion, text -> unitMissing(text, "%"));

    static final Form<BigDecimal> PRICE = new Form<>(
            "an amount of zero or more with up to nine decimals, such as 0.06",
            BigDecimal.ZERO,
            text -> AMOUNT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty());

    private Units() {}

    /** Decimal numbers of a range, as they are written. */
    static Form<BigDecimal> decimal(String min, String max) {
        BigDecimal least = new BigDecimal(min);
        BigDecimal most = new BigDecimal(max);
        return new Form<>(
                "a number from " + min + " to " + max,
                least,
                text -> AMOUNT.matcher(text).matches()
                        ? Optional.of(new BigDecimal(text))
                                .filter(number -> number.compareTo(least) >= 0 && number.compareTo(most) <= 0)
                        : Optional.empty());
    }

    /** One quantity or several in a row: {@code 90s}, {@code 1m30s}, {@code 0}. */
    static Optional<Duration> duration(String text) {
        return duration(text, LONGEST);
    }

    private static Optional<Duration> duration(String text, Duration longest) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = QUANTITY.matcher(text);
        int at = 0;
        Duration sum = Duration.ZERO;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return Optional.empty();
            }
            OptionalLong nanos = product(matcher.group(1), matcher.group(2), TIME);
            if (nanos.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plusNanos(nanos.getAsLong());
            at = matcher.end();
        }
        return text.isEmpty() || sum.compareTo(longest) > 0 ? Optional.empty() : Optional.of(sum);
    }

    private static Optional<Duration> interval(String text) {
        Matcher matcher = QUANTITY.matcher(text);
        Long scale = matcher.matches() ? PACKETS_PER_SECOND.get(lower(matcher.group(2))) : null;
        if (scale == null) {
            return Optional.empty();
        }
        BigDecimal perSecond = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(scale));
        if (perSecond.compareTo(new BigDecimal("0.001")) < 0 || perSecond.compareTo(new BigDecimal("10000000")) > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(BigDecimal.valueOf(NANOS_PER_SECOND)
                .divide(perSecond, 0, RoundingMode.HALF_EVEN)
                .longValueExact()));
    }

    private static Optional<Integer> perMillion(String text) {
        Matcher matcher = PERCENT.matcher(text);
        if (!matcher.matches()) {
            return text.equals("0") ? Optional.of(0) : Optional.empty();
        }
        BigDecimal parts = new BigDecimal(matcher.group(1)).movePointRight(4);
        boolean exact = parts.stripTrailingZeros().scale() <= 0;
        return exact && parts.compareTo(BigDecimal.valueOf(1_000_000)) <= 0
                ? Optional.of(parts.intValueExact())
                : Optional.empty();
    }

    /** Whole numbers of a range. */
    static Form<Long> integer(long min, long max) {
        return new Form<>(
                "a whole number from " + min + " to " + max,
                min,
                text -> INTEGER.matcher(text).matches()
                        ? Optional.of(Long.parseLong(text)).filter(n -> n >= min && n <= max)
                        : Optional.empty());
    }

    private static OptionalLong quantity(String text, Map<String, Long> units) {
        Matcher matcher = QUANTITY.matcher(text);
        return matcher.matches() ? product(matcher.group(1), matcher.group(2), units) : OptionalLong.empty();
    }

    private static OptionalLong product(String number, String unit, Map<String, Long> units) {
        Long scale = units.get(lower(unit));
        if (scale == null) {
            return OptionalLong.empty();
        }
        BigDecimal product = new BigDecimal(number).multiply(BigDecimal.valueOf(scale));
        boolean exact = product.stripTrailingZeros().scale() <= 0;
        return exact && product.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                ? OptionalLong.of(product.longValueExact())
                : OptionalLong.empty();
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    private static Optional<String> unitMissing(String text, String unit) {
        return BARE_NUMBER.matcher(text).matches()
                ? Optional.of("the unit is missing: write " + text + unit)
                : Optional.empty();
    }

    private static String lower(String unit) {
        return unit.toLowerCase(java.util.Locale.ROOT);
    }

    private static Map<String, Long> table(List<String> names, List<Long> scales) {
        Map<String, Long> table = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            table.put(names.get(i), scales.get(i));
        }
        return table;
    }

    /** As a scenario would write it: the largest unit that holds it without a fraction. */
    static String text(Duration duration) {
        long nanos = duration.toNanos();
        for (String unit : List.of("s", "ms", "us")) {
            long scale = TIME.getOrDefault(unit, 1L);
            if (nanos % scale == 0) {
                return nanos / scale + unit;
            }
        }
        return nanos + "ns";
    }

    /** {@code 99.9%} for 999,000. */
    static String percentText(int perMillion) {
        return BigDecimal.valueOf(perMillion)
                        .movePointLeft(4)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }
}
