using System.Globalization;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Notifications;

/// <summary>The address that a notification calls.</summary>
internal static class CallbackUrl
{
    /// <summary>Refuses what cannot be called.</summary>
    /// <exception cref="PwsException">130 where it is empty, 142 where it has spaces, 102 where it is no HTTP address.</exception>
    public static void Check(string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            throw new PwsException(PwsErrorCode.EndpointUrlEmpty);
        }

        if (url.Any(char.IsWhiteSpace))
        {
            throw new PwsException(PwsErrorCode.EndpointUrlHasSpaces);
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new PwsException(PwsErrorCode.XmlInvalid, "The endpoint's url must be an absolute http or https address.");
        }
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
