package dev.censim.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A clone of the project reduced to what the launcher looks at, in a folder whose name has spaces; its Maven is a script. */
final class Checkout {

    /** What a start came to. */
    record Start(int status, String out, String err) {}

    private static final Path LAUNCHER = Path.of("..", "censim");

    private final Path root;
    private final Map<String, String> environment = new LinkedHashMap<>();

    Checkout(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("a folder/it's censim"));
        Files.copy(LAUNCHER, root.resolve("censim"), StandardCopyOption.COPY_ATTRIBUTES);
        write("pom.xml", "");
        write("cli/pom.xml", "");
        write(".mvn/maven.config", "");
        write("model/src/main/java/Model.java", "");
        write("model/src/test/java/ModelTest.java", "");
        jar(root.resolve("echo.jar"));
        maven("mkdir -p cli/target/app && cp echo.jar cli/target/app/censim.jar");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("CENSIM_NO_CDS", "1");
    }

    Path root() {
        return root;
    }

    /** Adds a variable to the environment of the starts that follow; without a value takes one away. */
    Checkout with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What the build does, beside counting itself. */
    Checkout maven(String script) throws IOException {
        write("mvnw", "#!/bin/sh\necho \"build $*\" >>builds\n" + script + "\n");
        executable(root.resolve("mvnw"));
        return this;
    }

    long builds() throws IOException {
        return buildLines().size();
    }

    /** What each build was told. */
    List<String> buildLines() throws IOException {
        Path log = root.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        // Everything in a clone is old, until touched.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    /** Makes a file newer than anything that is built. */
    void touch(String name) throws IOException {
        Files.setLastModifiedTime(
                root.resolve(name), FileTime.from(Instant.now().plusSeconds(5)));
    }

    /** Something that looks like a JDK of that version. */
    static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        for (String program : List.of("java", "javac")) {
            Path file = home.resolve("bin").resolve(program);
            Files.writeString(file, "#!/bin/sh\necho \"fake $0\"\n");
            executable(file);
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Start start(String... args) throws IOException, InterruptedException {
        return start(root.resolve("censim"), args);
    }

    Start start(Path launcher, String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile(root, "out", "");
        Path err = Files.createTempFile(root, "err", "");
        Process process = process(launcher, args)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher hangs: " + Files.readString(err));
        }
        return new Start(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    ProcessBuilder process(Path launcher, String... args) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(args));
        ProcessBuilder process =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("CENSIM_"));
        process.environment().putAll(environment);
        process.environment().values().removeIf(String::isEmpty);
        return process;
    }

    private static void jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, EchoMain.class.getName());
        String name = EchoMain.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream code = Objects.requireNonNull(EchoMain.class.getResourceAsStream("/" + name))) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
            jar.closeEntry();
        }
    }

    /** A folder with the few programs that the launcher calls, so that nothing else is on the PATH. */
    static Path bareTools(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of(
                "sh",
                "dirname",
                "basename",
                "readlink",
                "sed",
                "find",
                "head",
                "tail",
                "mkdir",
                "cksum",
                "touch",
                "mv",
                "rm",
                "cp",
                "flock",
                "stty")) {
            for (String place : List.of("/bin", "/usr/bin")) {
                Path program = Path.of(place, name);
                if (Files.isExecutable(program) && !Files.exists(folder.resolve(name))) {
                    Files.writeString(folder.resolve(name), "#!/bin/sh\nexec " + program + " \"$@\"\n");
                    executable(folder.resolve(name));
                }
            }
        }
        return folder;
    }
}
