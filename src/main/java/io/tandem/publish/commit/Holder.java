package io.tandem.publish.commit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process, told so that another one can say whether it is gone.
 *
 * @param host name of its machine
 * @param space what process ids on that machine count in: since which start of the machine, in
 *     which container, and of which user where others' are hidden; empty where the operating system
 *     does not tell
 * @param pid its process id there
 * @param begun when it began: by the machine's own ticks, which no clock moves, where they are told
 */
public record Holder(String host, String space, long pid, String begun) {

  /** This process. */
  public static Holder thisProcess() {
    return of(ProcessHandle.current().pid());
  }

  /** A process of this machine. */
  static Holder of(long pid) {
    return new Holder(hostName(), processSpace(), pid, begun(pid).orElse(""));
  }

  /**
   * Whether it is certain that the process is no more: it was of this machine, and is not there.
   */
  public boolean isProvablyGone() {
    return isOfThisMachine() && !begun(pid).equals(Optional.of(begun));
  }

  /** Whether its process id means something here. */
  boolean isOfThisMachine() {
    return host.equals(hostName()) && space.equals(processSpace());
  }

  /** Adds itself to what a file says. */
  public void write(ObjectNode json) {
    json.put("host", host).put("process_space", space).put("pid", pid).put("begun", begun);
  }

  static Holder parse(JsonNode json) {
    return new Holder(
        json.path("host").asText(),
        json.path("process_space").asText(),
        json.path("pid").asLong(),
        json.path("begun").asText());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Where a user sees only his or her own processes, others' are as those of another machine. */
  private static String processSpace() {
    try {
      String space =
          Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
              + " "
              + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
      boolean seesAll = Files.exists(Path.of("/proc/1"));
      return seesAll ? space : space + " " + System.getProperty("user.name");
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /** When the process of this id began; empty where there is none. */
  private static Optional<String> begun(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Optional.empty();
    }
    try {
      // proc_pid_stat(5): the name in parentheses may hold blanks; field 3, behind it, is the
      // state, field 22 the start. A zombie has ended and only waits for its parent to ask.
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[0].equals("Z") ? Optional.empty() : Optional.of("tick " + fields[19]);
    } catch (IOException e) {
      return process.get().info().startInstant().map(Object::toString).or(() -> Optional.of(""));
    }
  }
}
