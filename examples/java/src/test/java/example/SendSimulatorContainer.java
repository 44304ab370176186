package example;

import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The simulator in a container, for Testcontainers. Compiled by the tests of this repository, but not run: they have no
 * container engine.
 *
 * <pre>{@code
 * static final SendSimulatorContainer send =
 *     new SendSimulatorContainer("registry.example.org/send-simulator:0.1.0");
 *
 * @BeforeAll static void start() { send.start(); }
 * }</pre>
 *
 * Base address and key for the client are {@link #url()} and {@link #apiKey()}; each test makes a sandbox of its own with POST
 * {@code /_sim/sandboxes}, as {@link SendSimulator} does.
 */
public final class SendSimulatorContainer extends GenericContainer<SendSimulatorContainer> {
  private static final int PORT = 7363;
  private static final String KEY = "5e5d0000-0000-4000-8000-000000000001";

  /** @param image yours: {@code docker build -t send-simulator .} */
  public SendSimulatorContainer(String image) {
    super(DockerImageName.parse(image));
    withExposedPorts(PORT);
    withEnv("SEND_SIM_CLOCK", "manual");
    withEnv("SEND_SIM_API_KEY", KEY);
    waitingFor(
        Wait.forHttp("/_sim/health")
            .forPort(PORT)
            .forStatusCode(200)
            .withStartupTimeout(Duration.ofSeconds(60)));
  }

  /** Links in answers follow the address that the client uses, so the mapped port needs no setting. */
  public String url() {
    return "http://" + getHost() + ":" + getMappedPort(PORT);
  }

  /** Key of the default sandbox. */
  public String apiKey() {
    return KEY;
  }
}
