package dev.censim.scenarios.read;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole-number expressions of templates: {@code +}, {@code -}, {@code *}, {@code /} and {@code %} (both rounding down),
 * parentheses, decimal numbers and the names of indices.
 */
final class Expression {

    static final int LONGEST = 200;
    private static final int DEPTH_LIMIT = 32;
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

    /** Why an expression has no value. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unusable(String message) {
            super(message, null, false, false);
        }
    }

    private final String text;
    private final Map<String, Long> indices;
    private int at;
    private int depth;

    private Expression(String text, Map<String, Long> indices) {
        this.text = text;
        this.indices = indices;
    }

    /** Replaces each <code>${...}</code> of a text by the value of its expression. */
    static String substitute(String text, Map<String, Long> indices) throws Unusable {
        if (!text.contains("${")) {
            return text;
        }
        Matcher matcher = PLACE.matcher(text);
        StringBuilder out = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            out.append(text, end, matcher.start());
            out.append(evaluate(matcher.group(1), indices));
            end = matcher.end();
        }
        String rest = text.substring(end);
        if (rest.contains("${")) {
            throw new Unusable("'${' without '}'");
        }
        return out.append(rest).toString();
    }

    static long evaluate(String text, Map<String, Long> indices) throws Unusable {
        if (text.length() > LONGEST) {
            throw new Unusable("expression longer than " + LONGEST + " characters");
        }
        Expression expression = new Expression(text, indices);
        try {
            long value = expression.sum();
            if (expression.peek() != 0) {
                throw expression.unexpected();
            }
            return value;
        } catch (ArithmeticException e) {
            throw new Unusable("expression " + Quote.of(text) + " overflows or divides by zero");
        }
    }

    private long sum() throws Unusable {
        long value = product();
        while (peek() == '+' || peek() == '-') {
            boolean plus = text.charAt(at++) == '+';
            long term = product();
            value = plus ? Math.addExact(value, term) : Math.subtractExact(value, term);
        }
        return value;
    }

    private long product() throws Unusable {
        long value = factor();
        while (peek() == '*' || peek() == '/' || peek() == '%') {
            char operator = text.charAt(at++);
            long right = factor();
            value = switch (operator) {
                case '*' -> Math.multiplyExact(value, right);
                case '/' -> Math.floorDiv(value, right);
                default -> Math.floorMod(value, right);
            };
        }
        return value;
    }

    private long factor() throws Unusable {
        char c = peek();
        if (++depth > DEPTH_LIMIT) {
            throw new Unusable("expression " + Quote.of(text) + " is nested too deep");
        }
        long value;
        if (c == '(') {
            at++;
            value = sum();
            if (peek() != ')') {
                throw unexpected();
            }
            at++;
        } else if (c == '-') {
            at++;
            value = Math.negateExact(factor());
        } else if (Character.isLetterOrDigit(c) || c == '_') {
            value = operand();
        } else {
            throw unexpected();
        }
        depth--;
        return value;
    }

    private long operand() throws Unusable {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.matches("[0-9]{1,18}")) {
            return Long.parseLong(word);
        }
        Optional<Long> index = Optional.ofNullable(indices.get(word));
        if (index.isEmpty()) {
            throw new Unusable("unknown index " + Quote.of(word) + "; known here: "
                    + (indices.isEmpty()
                            ? "none, as this is not inside 'repeat'"
                            : String.join(", ", indices.keySet())));
        }
        return index.get();
    }

    /** The next character that is not a space; 0 at the end. */
    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private Unusable unexpected() {
        return new Unusable("expression " + Quote.of(text) + " is wrong at character " + (at + 1)
                + "; allowed: whole numbers, indices, + - * / % and parentheses");
    }
}
