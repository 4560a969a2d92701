package dev.censim.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.censim.kernel.Digest;
import org.junit.jupiter.api.Test;

/** What {@code docs/architecture.md} says of this module, which the test of the others never sees. */
class ImportsTest {

    @Test
    void jobKnowsTheSweepAndNotHowItIsSimulated() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.censim..")
                        .and(resideInAnyPackage(
                                        "dev.censim.spark",
                                        "dev.censim.model",
                                        "dev.censim.scenarios.read",
                                        "dev.censim.scenarios.whatif")
                                .negate())
                        .and(type(Digest.class).negate()))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.censim.spark"));
    }
}
