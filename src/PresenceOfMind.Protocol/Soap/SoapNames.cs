namespace PresenceOfMind.Protocol.Soap;

internal static class SoapNames
{
    internal const string Envelope11 = "http://schemas.xmlsoap.org/soap/envelope/";
    internal const string Envelope12 = "http://www.w3.org/2003/05/soap-envelope";
    internal const string Service = "urn:cisco:cup:presence:soap";

    internal const string Envelope = "Envelope";
    internal const string Header = "Header";
    internal const string Body = "Body";
    internal const string Fault = "Fault";

    internal const string SessionKey = "session-key";
    internal const string AppSessionId = "app-session-id";
    internal const string Force = "force";
    internal const string Username = "username";
    internal const string Password = "password";
    internal const string Success = "success";
    internal const string Redirect = "redirect";
    internal const string PrimaryServer = "primaryServer";
    internal const string BackupServer = "backupServer";
    internal const string Status = "status";
    internal const string PresenceType = "presenceType";
    internal const string PresenceResponse = "presenceResponse";
    internal const string PresenceInfo = "presenceInfo";
    internal const string BasicPresence = "basicPresence";
    internal const string RichPresence = "richPresence";
    internal const string BasicPresenceList = "basicPresenceList";
    internal const string RichPresenceList = "richPresenceList";
    internal const string Override = "override";
    internal const string Expiration = "expiration";
    internal const string SubscriptionType = "subscriptionType";
    internal const string SubscriptionId = "subscriptionID";
    internal const string UnsubscribeRequest = "unsubscribeRequest";
    internal const string UnsubscribeAll = "unsubscribeAll";
    internal const string EndpointId = "endPointID";
    internal const string Url = "url";
}
