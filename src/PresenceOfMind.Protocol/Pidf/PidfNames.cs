namespace PresenceOfMind.Protocol.Pidf;

internal static class PidfNames
{
    internal const string Pidf = "urn:ietf:params:xml:ns:pidf";
    internal const string CiscoRpid = "urn:cisco:params:xml:ns:pidf:rpid";
    internal const string CiscoSource = "urn:cisco:params:xml:ns:pidf:source";
    internal const string Cipid = "urn:ietf:params:xml:ns:pidf:cipid";
    internal const string ServCaps = "urn:ietf:params:xml:ns:pidf:servcaps";
    internal const string DataModel = "urn:ietf:params:xml:ns:pidf:data-model";

    internal const string Presence = "presence";
    internal const string Entity = "entity";
    internal const string Tuple = "tuple";
    internal const string Id = "id";
    internal const string Status = "status";
    internal const string Basic = "basic";
    internal const string Open = "open";
    internal const string Closed = "closed";
    internal const string Contact = "contact";
    internal const string Priority = "priority";
    internal const string Note = "note";
    internal const string Lang = "lang";
    internal const string Timestamp = "timestamp";
    internal const string Person = "person";
    internal const string Device = "device";
    internal const string DeviceId = "deviceID";
    internal const string Activities = "activities";
    internal const string Class = "class";
    internal const string UserInput = "user-input";
    internal const string DisplayName = "display-name";
    internal const string Source = "source";
    internal const string Capabilities = "servcaps";
    internal const string Model = "model";
}
