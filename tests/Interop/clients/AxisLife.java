import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import org.apache.axis.client.Stub;
import org.apache.axis.message.MessageElement;
import org.apache.axis.utils.XMLUtils;
import pws.*;

/**
 * A program's whole life over SOAP, by a client that Apache Axis 1.4 makes from the server's WSDL (WSDL2Java -W).
 *
 * Usage: AxisLife (the server's root)
 */
public final class AxisLife {
    private static final String SERVICE = "urn:cisco:cup:presence:soap";
    private static final Contact[] RITA = {new Contact("rita@localhost")};
    private static final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private static URL address;

    public static void main(String[] args) throws Exception {
        address = new URL(args[0] + "presence-service/soap");
        HttpServer listener = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        listener.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        listener.start();
        try {
            live("http://127.0.0.1:" + listener.getAddress().getPort() + "/pws");
        } finally {
            listener.stop(0);
        }

        System.out.println("lived");
        System.exit(0);
    }

    private static void live(String url) throws Exception {
        String app = logIn("app", "secret", null);
        String joe = logIn("joe", null, app);
        String rita = logIn("rita", null, app);

        try {
            with(app).unregisterEndPoint(new UnregisterEndPoint(1));
            throw new AssertionError("An endpoint that is none was unregistered.");
        } catch (pws.Error fault) {
            same(132, fault.getCode());
        }

        same(1, with(app).registerEndPoint(new RegisterEndPoint(url, 0, 3600)).getEndPointID());
        same(1, with(joe).subscribe(new Subscribe(RITA, EventType.PRESENCE_NOTIFICATION, 3600, 1, 0)).getSubscriptionID());
        same("id=1&eventType=PRESENCE_NOTIFICATION", heard.poll(10, TimeUnit.SECONDS));
        same("UNAVAILABLE", fetch(joe));

        set(rita, PresenceType.BASIC_PRESENCE, new PresenceInfoType(SetPresenceStatusType.AWAY, null, false));
        same("id=1&eventType=PRESENCE_NOTIFICATION", heard.poll(10, TimeUnit.SECONDS));
        same("AWAY", fetch(joe));

        PresenceInfoTypeRichPresence meeting = new PresenceInfoTypeRichPresence(new MessageElement[] {new MessageElement(document())});
        set(rita, PresenceType.RICH_PRESENCE, new PresenceInfoType(null, meeting, false));
        same("id=1&eventType=PRESENCE_NOTIFICATION", heard.poll(10, TimeUnit.SECONDS));
        same("BUSY", fetch(joe));
        MessageElement[] polled = with(joe).getPolledPresence(new GetPolledPresence(RITA, PresenceType.RICH_PRESENCE)).getPresenceResponse().getRichPresenceList().get_any();
        same("sip:rita@localhost", polled[0].getAttribute("entity"));
        same(true, polled[0].getAsString().contains("meeting"));

        same(ResponseStatusType.SUCCESS, with(joe).unsubscribe(new Unsubscribe(new UnsubscribeRequest(1, null, true))).getStatus());
        same(ResponseStatusType.SUCCESS, with(app).unregisterEndPoint(new UnregisterEndPoint(1)).getStatus());
        same(ResponseStatusType.SUCCESS, with(app).logout(new Logout()).getStatus());
        try {
            fetch(joe);
            throw new AssertionError("The end user was not logged out with the application user.");
        } catch (pws.Error fault) {
            same(101, fault.getCode());
        }
    }

    private static String logIn(String user, String password, String app) throws Exception {
        return with(null).login(new Login(user, password, app, false)).getSuccess().getSessionKey();
    }

    private static String fetch(String key) throws Exception {
        GetSubscribedPresence what = new GetSubscribedPresence(1, PresenceType.BASIC_PRESENCE);
        return with(key).getSubscribedPresence(what).getPresenceResponse().getBasicPresenceList()[0].getPresenceStatus().getValue();
    }

    private static void set(String key, PresenceType type, PresenceInfoType info) throws Exception {
        same(ResponseStatusType.SUCCESS, with(key).setPresence(new SetPresence(type, info, 3600)).getStatus());
    }

    private static PresenceSoapPortType with(String key) throws Exception {
        PresenceSoapPortType port = new PresenceSoapServiceLocator().getPresenceSoapPort(address);
        if (key != null) {
            ((Stub) port).setHeader(SERVICE, "session-key", key);
        }

        return port;
    }

    private static org.w3c.dom.Element document() throws Exception {
        try (InputStream file = AxisLife.class.getResourceAsStream("meeting.xml")) {
            return XMLUtils.newDocument(file).getDocumentElement();
        }
    }

    private static void same(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
