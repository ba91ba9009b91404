package io.tandem.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The wire between a client and an HTTP server, which can be cut at a request that changes
 * something: before the server has got it, or when the server has done it and answers.
 */
final class Wire implements AutoCloseable {
  private static final Pattern CHANGE = Pattern.compile("(PUT|POST|DELETE) /");
  private static final String CONTINUE = "HTTP/1.1 100";

  /** When it is cut. */
  enum Side {
    BEFORE,
    AFTER
  }

  private final ServerSocket socket;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private String mark = "";
  private boolean isMarked;
  private int changes;
  private int cutAt = -1;
  private Side side = Side.BEFORE;
  private Runnable onCut = () -> {};
  private boolean isCut;

  /**
   * @param server its port on this machine
   */
  Wire(int server) throws IOException {
    this.server = server;
    this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /**
   * Cuts at a request to come.
   *
   * @param mark counting begins with the first change whose path holds this; that is number 0
   * @param number -1: only counts
   * @param onCut what happens besides
   */
  synchronized void cutAt(String mark, int number, Side side, Runnable onCut) {
    this.mark = mark;
    this.isMarked = false;
    this.changes = 0;
    this.cutAt = number;
    this.side = side;
    this.onCut = onCut;
  }

  /** Changes since the mark, with it. */
  synchronized int changes() {
    return changes;
  }

  synchronized boolean isCut() {
    return isCut;
  }

  synchronized void mend() {
    isCut = false;
    cutAt = -1;
    onCut = () -> {};
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        if (isCut()) {
          client.close();
          continue;
        }
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        open.add(client);
        open.add(upstream);
        Connection connection = new Connection(client, upstream);
        daemon(connection::forth);
        daemon(connection::back);
      } catch (IOException e) {
        continue; // The server is away, or this is closed.
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized boolean isDue(String request) {
    if (!CHANGE.matcher(request).lookingAt() || mark.isEmpty()) {
      return false;
    }
    isMarked |= request.lines().findFirst().orElse("").contains(mark);
    if (!isMarked) {
      return false;
    }
    return changes++ == cutAt;
  }

  private void cut() {
    Runnable also;
    synchronized (this) {
      isCut = true;
      also = onCut;
      onCut = () -> {};
    }
    also.run();
    open.forEach(Wire::closeQuietly);
    open.clear();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Then it is closed already.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    open.forEach(Wire::closeQuietly);
  }

  private final class Connection {
    private final Socket client;
    private final Socket upstream;
    private volatile boolean isAnswerLost;

    Connection(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void forth() {
      pump(
          client,
          upstream,
          chunk -> {
            if (!isDue(chunk)) {
              return true;
            }
            isAnswerLost = true;
            if (side == Side.BEFORE) {
              cut();
              return false;
            }
            return true;
          });
    }

    void back() {
      pump(
          upstream,
          client,
          chunk -> {
            if (!isAnswerLost || chunk.startsWith(CONTINUE)) {
              return true;
            }
            cut();
            return false;
          });
    }

    private void pump(Socket from, Socket to, java.util.function.Predicate<String> passes) {
      byte[] buffer = new byte[1 << 16];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          if (!passes.test(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))) {
            return;
          }
          out.write(buffer, 0, length);
          out.flush();
        }
      } catch (IOException e) {
        // One of the two is gone; so is this.
      } finally {
        closeQuietly(from);
        closeQuietly(to);
        open.remove(from);
        open.remove(to);
      }
    }
  }
}
