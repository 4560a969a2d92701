package dev.censim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page in a headless Chromium that tests click through, by the DevTools protocol. It notes what the page complains of and what it asks
 * the network for.
 */
public final class Chromium implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path profile;
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final WebSocket socket;
    private String session = "";
    private int calls;

    private Chromium(Process process, Path profile) throws IOException {
        this.process = process;
        this.profile = profile;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address(process, profile)), new Collector(messages))
                .join();
    }

    /** Opens a file in a window of that size; the test is skipped, or fails, where there is no Chromium. */
    public static Chromium open(Path page, int width, int height) throws IOException {
        Path program = Tools.require("chromium");
        Path profile = Files.createTempDirectory("censim-chromium");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--force-device-scale-factor=1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "--window-size=" + width + "," + height,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Chromium browser = new Chromium(process, profile);
            browser.attach(width, height);
            browser.show(page);
            return browser;
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Where it listens: the file that says so has the port in its first line and the rest in its second. */
    private static String address(Process process, Path profile) throws IOException {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= 2) {
                return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
            }
            pause();
        }
        throw new IOException("Chromium did not start");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void attach(int width, int height) {
        String target = call("Target.createTarget", parameters().put("url", "about:blank"))
                .path("targetId")
                .stringValue();
        session = call(
                        "Target.attachToTarget",
                        parameters().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .stringValue();
        call("Page.enable", parameters());
        call("Runtime.enable", parameters());
        call("Log.enable", parameters());
        call("Network.enable", parameters());
        call(
                "Emulation.setDeviceMetricsOverride",
                parameters()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    /** Opens a file in place of the one that is shown; what that one complained of is forgotten. */
    public void show(Path page) {
        evaluate("0");
        complaints.clear();
        requests.clear();
        String address = page.toUri().toString();
        call("Page.navigate", parameters().put("url", address));
        await("document.readyState === 'complete' && location.protocol === 'file:'");
    }

    /** Whether the page is to be shown in the dark, as the system of its reader may ask for. */
    public void dark(boolean isDark) {
        ObjectNode media = parameters();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", isDark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", media);
    }

    /** What an expression of JavaScript yields. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                parameters()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. */
    public void await(String condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate(condition).asBoolean(false)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never true: " + condition);
            }
            pause();
        }
    }

    /** Moves the mouse to a point of the window, in pixels. */
    public void point(double x, double y) {
        mouse("mouseMoved", "none", x, y);
    }

    /** Clicks on a point of the window, in pixels. */
    public void click(double x, double y) {
        point(x, y);
        mouse("mousePressed", "left", x, y);
        mouse("mouseReleased", "left", x, y);
    }

    /** Clicks in the middle of the first element that a selector finds, which is scrolled into the window. */
    public void click(String selector) {
        JsonNode middle = evaluate("(function () { var e = document.querySelector(" + JSON.writeValueAsString(selector)
                + "); e.scrollIntoView({ block: 'center' }); var r = e.getBoundingClientRect();"
                + " return { x: r.left + r.width / 2, y: r.top + r.height / 2 }; })()");
        click(middle.path("x").doubleValue(), middle.path("y").doubleValue());
    }

    private void mouse(String type, String button, double x, double y) {
        call(
                "Input.dispatchMouseEvent",
                parameters()
                        .put("type", type)
                        .put("button", button)
                        .put("clickCount", button.equals("left") ? 1 : 0)
                        .put("x", x)
                        .put("y", y));
    }

    /** Presses a key by its name, such as {@code ArrowDown}. */
    public void press(String key) {
        call("Input.dispatchKeyEvent", parameters().put("type", "keyDown").put("key", key));
        call("Input.dispatchKeyEvent", parameters().put("type", "keyUp").put("key", key));
    }

    /** Types a text into what has the focus. */
    public void type(String text) {
        call("Input.insertText", parameters().put("text", text));
    }

    /** Keeps a picture of the whole page. */
    public void screenshot(Path file) throws IOException {
        JsonNode answer =
                call("Page.captureScreenshot", parameters().put("format", "png").put("captureBeyondViewport", true));
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Files.write(file, Base64.getDecoder().decode(answer.path("data").stringValue()));
    }

    /** Errors and warnings of the page so far. */
    public List<String> complaints() {
        evaluate("0");
        return List.copyOf(complaints);
    }

    /** Everything that the page asked for so far, but for itself. */
    public List<String> requests() {
        evaluate("0");
        return requests.stream().skip(1).toList();
    }

    private static ObjectNode parameters() {
        return JSON.createObjectNode();
    }

    private JsonNode call(String method, ObjectNode parameters) {
        ObjectNode message = JSON.createObjectNode().put("id", ++calls).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(message.toString(), true).join();
        while (true) {
            JsonNode answer = next(method);
            if (answer.path("id").asInt(0) == calls) {
                if (answer.has("error")) {
                    throw new AssertionError(method + ": " + answer.path("error"));
                }
                return answer.path("result");
            }
            note(answer);
        }
    }

    private JsonNode next(String method) {
        try {
            JsonNode answer = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("Chromium does not answer " + method);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void note(JsonNode event) {
        JsonNode told = event.path("params");
        switch (event.path("method").asString("")) {
            case "Runtime.exceptionThrown" ->
                complaints.add(told.path("exceptionDetails").toString());
            case "Log.entryAdded" -> complaints.add(told.path("entry").toString());
            case "Runtime.consoleAPICalled" -> complaints.add(told.toString());
            case "Network.requestWillBeSent" ->
                requests.add(told.path("request").path("url").asString(""));
            default -> {}
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts the fragments of messages together. */
    private static final class Collector implements WebSocket.Listener {

        private final BlockingQueue<JsonNode> messages;
        private final StringBuilder fragments = new StringBuilder();

        private Collector(BlockingQueue<JsonNode> messages) {
            this.messages = messages;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            fragments.append(part);
            if (isLast) {
                messages.add(JSON.readTree(fragments.toString()));
                fragments.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
