package dev.censim.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of {@code docs/architecture.md}, held against the compiled classes of every module. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testing/") && !location.contains("censim-testing"))
            .importPackages("dev.censim");

    private static final ImportTable TABLE = ImportTable.read();

    /** Where threads and the wall clock are allowed. */
    private static final String[] EDGES = {"dev.censim.cli..", "dev.censim.cores..", "dev.censim.scenarios.whatif.."};

    /** What must not know that there is an operating system. */
    private static final String[] CORE = {
        "dev.censim.model..",
        "dev.censim.kernel..",
        "dev.censim.wire..",
        "dev.censim.crypto..",
        "dev.censim.proto..",
        "dev.censim.forward..",
        "dev.censim.route..",
        "dev.censim.facts..",
        "dev.censim.node..",
        "dev.censim.compile.."
    };

    private static final List<String> LOCAL = List.of(
            "java.lang.String.format",
            "java.lang.String.formatted",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.io.PrintStream.printf",
            "java.io.PrintStream.format",
            "java.io.PrintWriter.printf",
            "java.util.Formatter.format");

    @Test
    void everyModuleIsLookedAt() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                .contains("dev.censim.model", "dev.censim.kernel", "dev.censim.scenarios.read", "dev.censim.cli");
    }

    @Test
    void everyPackageHasARowInTheTable() {
        Set<String> without = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> TABLE.of(name).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(without).isEmpty();
    }

    @Test
    void everyRowOfTheTableNamesWhatExists() {
        Set<String> known = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            known.add(type.getName());
            for (String name = type.getPackageName(); name.contains("."); name = name.replaceFirst("\\.[^.]*$", "")) {
                known.add(name);
            }
        }

        for (ImportTable.Row row : TABLE.rows()) {
            assertThat(known).as("subject").contains(ImportTable.ROOT + row.subject());
            assertThat(known)
                    .as("may be imported by " + row.subject())
                    .containsAll(row.imports().stream()
                            .map(name -> ImportTable.ROOT + name)
                            .toList());
        }
    }

    @Test
    void dependenciesFlowAsTheTableSays() {
        classes().should(followTheTable()).check(CLASSES);
    }

    private static ArchCondition<JavaClass> followTheTable() {
        return new ArchCondition<>("import only what docs/architecture.md allows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                ImportTable.Row row = TABLE.of(type.getPackageName()).orElseThrow();
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.isPrimitive() && !row.allows(target.getName())) {
                        events.add(SimpleConditionEvent.violated(
                                dependency, "`" + row.subject() + "`: " + dependency.getDescription()));
                    }
                }
            }
        };
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.censim.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheEdgesKnowClocksAndThreads() {
        noClasses()
                .that(not(resideInAnyPackage(EDGES)))
                .should()
                .accessTargetWhere(reads("java.lang.System", "nanoTime", "currentTimeMillis", "identityHashCode"))
                .orShould()
                .accessTargetWhere(calls("now", "systemUTC", "systemDefaultZone", "java.time"))
                .orShould()
                .accessTargetWhere(calls("parallel", "parallelStream", "java.util"))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Thread.class.getName())
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .check(CLASSES);
    }

    @Test
    void onlyTheKernelsStreamsAreRandom() {
        noClasses()
                .that(not(resideInAnyPackage("dev.censim.cli.live..")))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.SplittableRandom")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.random..")
                .orShould()
                .accessTargetWhere(reads("java.lang.Math", "random"))
                .orShould()
                .accessTargetWhere(reads("java.util.UUID", "randomUUID"))
                .check(CLASSES);
    }

    @Test
    void nothingIsTakenFromCollectionsWhoseOrderIsSalted() {
        noClasses()
                .should()
                .accessTargetWhere(reads("java.util.Set", "of", "copyOf").and(isNoConstant()))
                .orShould()
                .accessTargetWhere(
                        reads("java.util.Map", "of", "copyOf", "ofEntries").and(isNoConstant()))
                .orShould()
                .accessTargetWhere(
                        reads("java.util.stream.Collectors", "toSet", "toUnmodifiableSet", "toUnmodifiableMap"))
                .check(CLASSES);
    }

    /** A constant that is only looked up in has no order to speak of. */
    private static DescribedPredicate<JavaAccess<?>> isNoConstant() {
        return describe(
                "outside of constants", access -> !access.getOrigin().getName().equals("<clinit>"));
    }

    @Test
    void textDoesNotDependOnTheUsersLanguage() {
        noClasses()
                .should()
                .accessTargetWhere(describe("text in the language of the machine", access -> {
                    AccessTarget target = access.getTarget();
                    String name = target.getOwner().getName() + "." + target.getName();
                    boolean named = access instanceof JavaMethodCall call
                            && call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(type -> type.isEquivalentTo(Locale.class));
                    return !named
                            && LOCAL.contains(name)
                            && !access.getOrigin().getName().equals("toString");
                }))
                .check(CLASSES);
    }

    @Test
    void theCoreDoesNoInputOrOutput() {
        noClasses()
                .that(resideInAnyPackage(CORE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.util.logging..")
                .orShould()
                .dependOnClassesThat(describe("read or write", ArchitectureTest::isInputOrOutput))
                .orShould()
                .accessTargetWhere(reads("java.lang.System", "out", "err", "in", "getenv", "getProperty"))
                .check(CLASSES);
    }

    private static boolean isInputOrOutput(JavaClass type) {
        return type.getPackageName().equals("java.io")
                && !Set.of("Serializable", "Serial", "ObjectStreamException").contains(type.getSimpleName());
    }

    @Test
    void onlyTheCommandLineSpeaksToTheTerminal() {
        noClasses()
                .that(not(resideInAnyPackage("dev.censim.cli..")))
                .should()
                .accessTargetWhere(reads("java.lang.System", "out", "err", "in", "exit", "getenv"))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            JavaPackage home = type.getPackage();
            if (!home.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(home.getName());
            }
        }
        unmarked.removeIf(name -> name.startsWith("dev.censim.reports.templates"));

        assertThat(unmarked).isEmpty();
    }

    @Test
    void thereIsNoStaticStateThatChanges() {
        fields().that()
                .areStatic()
                .and(describe("are written in source", field -> !field.getName().startsWith("$")))
                .should()
                .beFinal()
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)").check(CLASSES);
    }

    @Test
    void thereAreNoSetters() {
        List<String> setters = CLASSES.stream()
                .filter(type -> !type.getPackageName().startsWith("dev.censim.reports.templates"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().matches("set[A-Z].*"))
                .map(method -> method.getFullName())
                .sorted()
                .toList();

        assertThat(setters).isEmpty();
    }

    /** Access to one of the named members of a type. */
    private static DescribedPredicate<JavaAccess<?>> reads(String owner, String... names) {
        return describe(owner + "." + String.join("/", names), access -> {
            AccessTarget target = access.getTarget();
            return target.getOwner().getName().equals(owner) && List.of(names).contains(target.getName());
        });
    }

    /** Access to one of two named members of any type of a package; the package comes last. */
    private static DescribedPredicate<JavaAccess<?>> calls(String... namesAndPackage) {
        List<String> names = List.of(namesAndPackage).subList(0, namesAndPackage.length - 1);
        String home = namesAndPackage[namesAndPackage.length - 1];
        return describe(home + " " + String.join("/", names), access -> {
            AccessTarget target = access.getTarget();
            return names.contains(target.getName())
                    && target.getOwner().getPackageName().startsWith(home);
        });
    }
}
