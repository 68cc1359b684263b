"""A program's whole life over REST: delete, create, listen, set, fetch, poll rich, a meeting on a device, log out.

Usage: rest_life.py <server's root> <file with the server's certificate, or ->
"""

import sys

import requests
from lxml import etree

from listener import Listener

HOUR = {"Presence-Expiry": "3600"}

MEETING = """<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:rita@localhost">
  <person xmlns="urn:cisco:params:xml:ns:pidf:rpid" id="rita">
    <activities>%s</activities>
  </person>
  <tuple id="desk-phone">
    <source xmlns="urn:cisco:params:xml:ns:pidf:source">Presence Web Service</source>
    <servcaps xmlns="urn:ietf:params:xml:ns:pidf:servcaps"><audio>true</audio></servcaps>
    <status><basic>open</basic></status>
  </tuple>
</presence>"""


class Pws:
    def __init__(self, root, certificate):
        self._base = root.rstrip("/") + "/presence-service"
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.verify = certificate

    def ask(self, method, path, key=None, body=None, headers=None, wanted=(200, 201)):
        headers = dict(headers or {})
        if key:
            headers["Presence-Session-Key"] = key
        answer = self._http.request(method, self._base + path, data=body, headers=headers, allow_redirects=False)
        assert wanted is None or answer.status_code in wanted, (method, path, answer.status_code, answer.text)
        return answer

    def log_in(self, user, password=None, key=None):
        body = f"<session><password>{password}</password></session>" if password else None
        answer = self.ask("POST", f"/users/{user}/sessions", key, body)
        return etree.fromstring(answer.content).find("sessionKey").text

    def fetch(self, user, key, subscription):
        answer = self.ask("GET", f"/users/{user}/presence/basic/subscriptions/{subscription}", key)
        return states(answer)

    def poll_rich(self, user, key, contact):
        answer = self.ask("GET", f"/users/{user}/presence/rich/contacts/{contact}", key)
        return etree.fromstring(answer.content)

    def set(self, user, key, kind, body, override="false"):
        self.ask("PUT", f"/users/{user}/presence/{kind}", key, body, {**HOUR, "Presence-Override": override})


def states(answer):
    contacts = etree.fromstring(answer.content).findall("contact")
    return {contact.get("contactURI"): contact.get("presenceStatus") for contact in contacts}


def activity(document):
    return etree.QName(document.find(".//{*}activities")[0]).localname


def live(root, certificate):
    pws = Pws(root, certificate)
    app = pws.log_in("app", "secret")
    joe = pws.log_in("joe", key=app)
    rita = pws.log_in("rita", key=app)

    # Samples delete what an earlier run may have left, whether it exists or not.
    for number in range(1, 5):
        pws.ask("DELETE", f"/users/joe/subscriptions/{number}", joe, wanted=None)
        pws.ask("DELETE", f"/endpoints/{number}", app, wanted=None)

    listener = Listener()
    listener.fetch = lambda subscription: pws.fetch("joe", joe, subscription)
    endpoint = pws.ask("POST", "/endpoints", app, f"<endpoint><url>{listener.url}</url></endpoint>", HOUR).headers["Location"][-1]
    subscription = pws.ask(
        "POST", "/users/joe/subscriptions", joe,
        '<subscription><contactsList><contact contactURI="rita@localhost"/></contactsList>'
        f"<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>{endpoint}</endPointID></subscription>",
        HOUR).headers["Location"][-1]
    assert (endpoint, subscription) == ("1", "1"), (endpoint, subscription)
    listener.wait_until({"rita@localhost": "UNAVAILABLE"})

    pws.set("rita", rita, "basic", "<presence>AVAILABLE</presence>")
    listener.wait_until({"rita@localhost": "AVAILABLE"})

    rich = pws.poll_rich("joe", joe, "rita@localhost")
    assert rich.find("{*}presence").get("entity") == "sip:rita@localhost", etree.tostring(rich)
    assert activity(rich) == "available", etree.tostring(rich)

    pws.set("rita", rita, "rich", MEETING % "<meeting/>")
    listener.wait_until({"rita@localhost": "BUSY"})
    rich = pws.poll_rich("joe", joe, "rita@localhost")
    assert activity(rich) == "meeting", etree.tostring(rich)
    assert [tuple.get("id") for tuple in rich.findall(".//{*}tuple")] == ["cisco-pws", "desk-phone"], etree.tostring(rich)

    pws.set("rita", rita, "rich", MEETING % "<clear/>")
    listener.wait_until({"rita@localhost": "AVAILABLE"})

    # Activities are a set: the call decides, and both are given back.
    pws.set("rita", rita, "rich", MEETING % "<available/><on-the-phone/>")
    listener.wait_until({"rita@localhost": "BUSY"})
    rich = pws.poll_rich("joe", joe, "rita@localhost")
    said = {etree.QName(element).localname for element in rich.find(".//{*}activities")}
    assert activity(rich) == "on-the-phone" and "available" in said, etree.tostring(rich)
    pws.set("rita", rita, "rich", MEETING % "<clear/>")
    listener.wait_until({"rita@localhost": "AVAILABLE"})

    # What old parsers and Cisco's reference application need.
    refreshed = pws.ask("PUT", "/endpoints/1", app, headers=HOUR, wanted=(201,))
    assert refreshed.headers["Location"].endswith("/endpoints/1"), refreshed.headers
    pws.ask("PUT", "/users/joe/subscriptions/1", joe, "<subscription><contactsList/></subscription>", HOUR)
    pws.ask("PUT", "/users/rita/presence/basic", rita, b"\x1f\x8b", {**HOUR, "Content-Encoding": "gzip"}, wanted=(415,))
    poll = "/users/joe/presence/basic/contacts/rita@localhost"
    assert pws.ask("GET", poll, joe).content.startswith(b'<?xml version="1.0" encoding="UTF-8"?><')
    assert pws.ask("HEAD", poll, joe).content == b""

    # Samples that clear an override name a tuple of their own spelling.
    pws.set("rita", rita, "basic", "<presence>DND</presence>", override="true")
    listener.wait_until({"rita@localhost": "DND"})
    pws.set("rita", rita, "rich", '<presence><person><activities><clear/></activities></person><tuple id="pws_override"/></presence>')
    listener.wait_until({"rita@localhost": "AVAILABLE"})

    pws.ask("DELETE", "/users/joe/subscriptions/1", joe)
    pws.ask("DELETE", "/endpoints/1", app)
    for user, key in (("rita", rita), ("joe", joe), ("app", app)):
        pws.ask("DELETE", f"/users/{user}/session", key)
    refused = pws.ask("GET", "/users/joe/presence/basic/contacts/rita@localhost", joe, wanted=(401,))
    assert etree.fromstring(refused.content).find("code").text == "101", refused.text


if __name__ == "__main__":
    live(sys.argv[1], sys.argv[2] if sys.argv[2] != "-" else True)
    print("lived")
