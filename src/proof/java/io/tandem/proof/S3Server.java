package io.tandem.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An S3 server in a process of its own, on a free port of this machine alone. */
final class S3Server implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;

  private final Path folder;
  private final int port;
  private JavaProcess process;

  private S3Server(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param folder where its objects lie
   */
  static S3Server start(Path folder, String bucket) throws IOException, InterruptedException {
    S3Server server = new S3Server(folder, freePort());
    Files.createDirectories(folder.resolve("store").resolve(bucket));
    Files.writeString(
        folder.resolve("s3proxy.conf"),
        """
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.identity=proof
        s3proxy.credential=proof-secret
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(server.port, folder.resolve("store")));
    server.restart();
    return server;
  }

  /** Starts it again where it was killed; what it had stored is there. */
  void restart() throws IOException, InterruptedException {
    process =
        JavaProcess.start(
            folder,
            Map.of(),
            List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar().toString(),
                "--properties",
                folder.resolve("s3proxy.conf").toString()));
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!answers()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        process.close();
        throw new AssertionError("no S3 server: " + Files.readString(folder.resolve("err.txt")));
      }
      Thread.sleep(50);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path jar() {
    return JavaProcess.home().resolve("target/s3proxy.jar");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  void kill() {
    process.close();
  }

  /**
   * What Hadoop needs to know of it, or of what stands before it.
   *
   * @param endpoint the port that is spoken with
   */
  static Map<String, String> settings(int endpoint) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("fs.s3a.endpoint", "http://127.0.0.1:" + endpoint);
    settings.put("fs.s3a.endpoint.region", "us-east-1");
    settings.put("fs.s3a.path.style.access", "true");
    settings.put("fs.s3a.connection.ssl.enabled", "false");
    settings.put(
        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    settings.put("fs.s3a.access.key", "proof");
    settings.put("fs.s3a.secret.key", "proof-secret");
    // One answer for one request, so that the wire can tell which of them is lost.
    settings.put("fs.s3a.connection.expect.continue", "false");
    // A cut wire stays cut until the test mends it: to try again only takes time.
    settings.put("fs.s3a.attempts.maximum", "1");
    settings.put("fs.s3a.retry.limit", "1");
    settings.put("fs.s3a.retry.interval", "10ms");
    settings.put("fs.s3a.retry.throttle.limit", "1");
    return settings;
  }

  @Override
  public void close() {
    process.close();
  }
}
