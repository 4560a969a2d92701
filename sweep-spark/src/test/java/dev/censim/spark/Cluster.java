package dev.censim.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A standalone master and its workers, of one core each. */
final class Cluster implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final SparkProcess master;
    private final String url;
    private final List<SparkProcess> workers = new ArrayList<>();

    private Cluster(SparkProcess master, String url) {
        this.master = master;
        this.url = url;
    }

    /** Each process takes a port that is free. */
    static Cluster start(Path folder, int workers) throws IOException, InterruptedException {
        SparkProcess master = SparkProcess.start(
                folder.resolve("master.log"),
                "org.apache.spark.deploy.master.Master",
                "--host",
                LOOPBACK,
                "--port",
                "0",
                "--webui-port",
                "0");
        try {
            Cluster cluster = new Cluster(master, master.await("Starting Spark master at (spark://\\S+)"));
            for (int i = 0; i < workers; i++) {
                cluster.workers.add(cluster.worker(folder, "worker-" + i));
            }
            for (SparkProcess worker : cluster.workers) {
                worker.await("(Successfully registered with master)");
            }
            return cluster;
        } catch (Throwable e) {
            master.close();
            throw e;
        }
    }

    private SparkProcess worker(Path folder, String name) throws IOException {
        return SparkProcess.start(
                folder.resolve(name + ".log"),
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                LOOPBACK,
                "--port",
                "0",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve(name).toString(),
                url);
    }

    String url() {
        return url;
    }

    void kill(int worker) {
        workers.get(worker).close();
    }

    @Override
    public void close() {
        workers.forEach(SparkProcess::close);
        master.close();
    }
}
