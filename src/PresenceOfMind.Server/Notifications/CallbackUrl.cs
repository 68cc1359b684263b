using System.Globalization;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Notifications;

/// <summary>The address that a notification calls.</summary>
internal static class CallbackUrl
{
    /// <summary>Why an address cannot be called: 130 where it is empty, 142 where it has spaces, 102 where it is no HTTP address.</summary>
    /// <returns>Null where it can be called.</returns>
    public static PwsError? FindFault(string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            return PwsError.FromCode(PwsErrorCode.EndpointUrlEmpty);
        }

        if (url.Any(char.IsWhiteSpace))
        {
            return PwsError.FromCode(PwsErrorCode.EndpointUrlHasSpaces);
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            ? null
            : PwsError.FromCode(PwsErrorCode.XmlInvalid, "The endpoint's url must be an absolute http or https address.");
    }

    /// <summary>The address with the id and the type of the event behind what query it has (PWS).</summary>
    public static Uri For(string url, int subscriptionId)
    {
        var builder = new UriBuilder(url) { Fragment = "" };
        var query = builder.Query.TrimStart('?').TrimEnd('&');
        var added = string.Create(CultureInfo.InvariantCulture, $"id={subscriptionId}&eventType=PRESENCE_NOTIFICATION");
        builder.Query = query.Length == 0 ? added : $"{query}&{added}";
        return builder.Uri;
    }
}
