package dev.censim.launcher;

/** What {@link LauncherTest} starts in the place of censim: says how it was started. */
public final class EchoMain {

    private EchoMain() {}

    public static void main(String[] args) {
        System.out.println("java.home=" + System.getProperty("java.home"));
        System.out.println("stdout=" + System.getProperty("censim.stdout"));
        System.out.println("given=" + System.getProperty("given"));
        for (String arg : args) {
            System.out.println("<" + arg + ">");
        }
        System.exit(args.length);
    }
}
