package dev.censim.scenarios.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong with a tunnel.
 *
 * @param difference the parameter and both its values; empty when the ends agree and something else is wrong
 * @param finding what is wrong, in one sentence
 * @param evidence what shows it, in order of time
 * @param remedy what to do
 */
public record Diagnosis(
        Code code,
        Severity severity,
        Optional<Difference> difference,
        String finding,
        List<Evidence> evidence,
        String remedy) {

    public Diagnosis {
        evidence =
                evidence.stream().sorted(Comparator.comparingLong(Evidence::at)).toList();
    }
}
