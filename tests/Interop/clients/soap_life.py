"""A program's whole life over SOAP, by a client that zeep makes from the server's WSDL.

Usage: soap_life.py <server's root> <file with the server's certificate, or ->
"""

import sys

import requests
import zeep
from lxml import etree

from listener import Listener

MEETING = """<presence entity="sip:rita@localhost">
  <person id="rita"><activities>%s</activities></person>
  <tuple id="desk-phone">
    <source>Presence Web Service</source>
    <servcaps><audio>true</audio></servcaps>
    <status><basic>open</basic></status>
  </tuple>
</presence>"""

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'
BOTH = {"contact": [{"contactURI": "rita@localhost"}, {"contactURI": "joe@localhost"}]}
RITA = {"contact": [{"contactURI": "rita@localhost"}]}


class Pws:
    def __init__(self, root, certificate):
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.verify = certificate
        self.wsdl = root.rstrip("/") + "/presence-service/soap?wsdl"
        self._service = zeep.Client(self.wsdl, transport=zeep.Transport(session=self.http)).service

    def ask(self, operation, key, **fields):
        headers = {"session-key": key} if key else None
        return self._service[operation](_soapheaders=headers, **fields)

    def ask_with(self, headers, operation, **fields):
        return self._service[operation](_soapheaders=headers, **fields)

    def log_in(self, user, **proof):
        return self.ask("login", None, username=user, force=False, **proof)["success"]["session-key"]

    def fetch(self, key, subscription):
        answer = self.ask("getSubscribedPresence", key, subscriptionID=subscription, presenceType="BASIC_PRESENCE")
        return states(answer)

    def poll_rich(self, key, contacts):
        answer = self.ask("getPolledPresence", key, contactsList=contacts, presenceType="RICH_PRESENCE")
        return answer["richPresenceList"]["_value_1"][0]

    def set(self, key, kind, info, override=False):
        status = self.ask("setPresence", key, presenceType=kind, presenceInfo={**info, "override": override}, expiration=3600)
        assert status == "SUCCESS", status

    def fault_of(self, operation, key, **fields):
        try:
            self.ask(operation, key, **fields)
        except zeep.exceptions.Fault as fault:
            return fault.detail.find(".//{urn:cisco:cup:presence:soap}code").text
        raise AssertionError(f"{operation} was not refused")


def states(answer):
    return {contact["contactURI"]: contact["presenceStatus"] for contact in answer["basicPresenceList"]["contact"]}


def activity(document):
    return etree.QName(document.find(".//{*}activities")[0]).localname


def rich(activities):
    return {"richPresence": {"_value_1": etree.fromstring(MEETING % activities)}}


def live(root, certificate):
    pws = Pws(root, certificate)
    app = pws.log_in("app", password="secret")
    joe = pws.log_in("joe", **{"app-session-id": app})
    rita = pws.log_in("rita", **{"app-session-id": app})

    for number in range(1, 5):
        fault = pws.fault_of("unsubscribe", joe, unsubscribeRequest={"subscriptionID": number, "unsubscribeAll": True})
        assert fault == "133", fault
        fault = pws.fault_of("unregisterEndPoint", app, endPointID=number)
        assert fault == "132", fault

    listener = Listener()
    listener.fetch = lambda subscription: pws.fetch(joe, subscription)
    endpoint = pws.ask("registerEndPoint", app, url=listener.url, endPointID=0, expiration=3600)
    subscription = pws.ask(
        "subscribe", joe, contactsList=RITA, subscriptionType="PRESENCE_NOTIFICATION", expiration=3600, endPointID=endpoint,
        subscriptionID=0)
    assert (endpoint, subscription) == (1, 1), (endpoint, subscription)
    listener.wait_until({"rita@localhost": "UNAVAILABLE"})

    pws.set(rita, "BASIC_PRESENCE", {"basicPresence": "AVAILABLE"})
    listener.wait_until({"rita@localhost": "AVAILABLE"})
    assert activity(pws.poll_rich(joe, RITA)) == "available"

    pws.set(rita, "RICH_PRESENCE", rich("<meeting/>"))
    listener.wait_until({"rita@localhost": "BUSY"})
    document = pws.poll_rich(joe, RITA)
    assert activity(document) == "meeting", etree.tostring(document)
    assert document.get("entity") == "sip:rita@localhost", etree.tostring(document)

    # Activities are a set: the call decides, and both are given back.
    pws.set(rita, "RICH_PRESENCE", rich("<available/><on-the-phone/>"))
    listener.wait_until({"rita@localhost": "BUSY"})
    documents = pws.ask("getPolledPresence", joe, contactsList=BOTH, presenceType="RICH_PRESENCE")["richPresenceList"]["_value_1"]
    assert [document.get("entity") for document in documents] == ["sip:rita@localhost", "sip:joe@localhost"], documents
    said = {etree.QName(element).localname for element in documents[0].find(".//{*}activities")}
    assert activity(documents[0]) == "on-the-phone" and "available" in said, said
    assert pws.http.get(pws.wsdl).content.startswith(DECLARATION)
    assert pws.http.head(pws.wsdl).status_code == 200

    pws.set(rita, "RICH_PRESENCE", rich("<clear/>"))
    listener.wait_until({"rita@localhost": "AVAILABLE"})

    unknown = etree.fromstring(
        '<w:Security xmlns:w="urn:wsse" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:mustUnderstand="1"/>')
    try:
        pws.ask_with([unknown], "getPolledPresence", contactsList=RITA, presenceType="BASIC_PRESENCE")
        raise AssertionError("a header block that nobody knows was not refused")
    except zeep.exceptions.Fault as fault:
        assert fault.code.endswith("MustUnderstand") and "Security" in fault.message, (fault.code, fault.message)

    assert pws.ask("registerEndPoint", app, endPointID=1, expiration=7200) == 1
    assert pws.ask(
        "subscribe", joe, contactsList={"contact": zeep.xsd.SkipValue}, subscriptionType="PRESENCE_NOTIFICATION",
        expiration=7200, endPointID=1, subscriptionID=1) == 1
    assert pws.ask(
        "subscribe", joe, subscriptionType="PRESENCE_NOTIFICATION",
        expiration=7200, endPointID=1, subscriptionID=1) == 1
    assert pws.ask("unsubscribe", joe, unsubscribeRequest={"subscriptionID": 1, "unsubscribeAll": True}) == "SUCCESS"
    assert pws.ask("unregisterEndPoint", app, endPointID=1) == "SUCCESS"
    for key in (rita, joe, app):
        assert pws.ask("logout", key) == "SUCCESS"
    assert pws.fault_of("getPolledPresence", joe, contactsList=RITA, presenceType="BASIC_PRESENCE") == "101"


if __name__ == "__main__":
    live(sys.argv[1], sys.argv[2] if sys.argv[2] != "-" else True)
    print("lived")
