package dev.sweepbook.spark;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A standalone cluster of Spark on loopback: a master and workers, each a process, from the jars beside the finished one. */
final class Cluster implements Closeable {
    private static final Path JARS = Path.of("target/spark-lib").toAbsolutePath();
    private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://[^\\s]+)");
    private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final String master;

    Cluster(Path folder, int workers) throws IOException, InterruptedException {
        this.folder = folder;
        Files.createSymbolicLink(Files.createDirectories(folder.resolve("home")).resolve("jars"), JARS);
        start("master", "master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
        this.master = await(folder.resolve("master.log"), ADDRESS).group(1);
        for (int i = 1; i <= workers; i++) {
            String work = folder.resolve("work" + i).toString();
            start(
                    "worker" + i,
                    "worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    work,
                    master);
        }
        for (int i = 1; i <= workers; i++) {
            await(folder.resolve("worker" + i + ".log"), REGISTERED);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    String master() {
        return master;
    }

    /** The command a shell calls spark-submit. */
    static List<String> submit(String... words) {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-cp", JARS + "/*"));
        command.addAll(List.of(opens()));
        command.add("org.apache.spark.deploy.SparkSubmit");
        command.addAll(List.of(words));
        return command;
    }

    /** What Spark's own scripts open. */
    private static String[] opens() {
        return org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptionArray();
    }

    private void start(String name, String main, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m", "-cp", JARS + "/*"));
        command.addAll(List.of(opens()));
        command.add("org.apache.spark.deploy." + main);
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", folder.resolve("home").toString(),
                        "SPARK_LOCAL_IP", "127.0.0.1",
                        "SPARK_SCALA_VERSION", "2.13")); // what Spark's scripts find out
        processes.add(builder.start());
    }

    private static Matcher await(Path log, Pattern line) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Matcher found = line.matcher(Files.exists(log) ? Files.readString(log) : "");
            if (found.find()) {
                return found;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(log + " never said " + line + ": " + Files.readString(log));
    }

    /** The executors of a worker, which counts from 1. */
    List<ProcessHandle> executors(int worker) {
        return processes.get(worker).descendants().toList();
    }

    /** Ends a worker and its executors with SIGKILL, and gives what was killed. */
    List<ProcessHandle> kill(int worker) throws InterruptedException {
        List<ProcessHandle> killed = new ArrayList<>(executors(worker));
        killed.add(processes.get(worker).toHandle());
        killed.forEach(ProcessHandle::destroyForcibly);
        processes.get(worker).waitFor(30, TimeUnit.SECONDS);
        return killed;
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        try {
            for (Process process : processes) {
                process.waitFor(30, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
