using System.Globalization;

namespace PresenceOfMind.Client.Wire;

/// <summary>Where the operations live. Source: PWS.</summary>
internal static class RestPaths
{
    private const string Service = "/presence-service";

    internal const string Endpoints = "/endpoints";

    internal const string Basic = "basic";

    internal const string Rich = "rich";

    /// <summary>The base of the service at an address that may already name it.</summary>
    internal static Uri BaseOf(Uri server)
    {
        var path = server.AbsolutePath.TrimEnd('/');
        var named = path.EndsWith(Service, StringComparison.Ordinal) ? path : path + Service;
        return new Uri(server.GetLeftPart(UriPartial.Authority) + named);
    }

    internal static string Sessions(string user) => $"{User(user)}/sessions";

    internal static string Session(string user) => $"{User(user)}/session";

    internal static string Endpoint(int id) => $"{Endpoints}/{Text(id)}";

    internal static string Subscriptions(string user) => $"{User(user)}/subscriptions";

    internal static string Subscription(string user, int id) => $"{Subscriptions(user)}/{Text(id)}";

    internal static string SubscribedContacts(string user, int id, IEnumerable<string> contacts) =>
        $"{Subscription(user, id)}/contacts/{List(contacts)}";

    internal static string Presence(string user, string type) => $"{User(user)}/presence/{type}";

    internal static string PresenceOf(string user, string type, IEnumerable<string> contacts) =>
        $"{Presence(user, type)}/contacts/{List(contacts)}";

    internal static string Subscribed(string user, string type, int id) => $"{Presence(user, type)}/subscriptions/{Text(id)}";

    /// <summary>The id at the end of a <c>Location</c>; null where there is none.</summary>
    internal static int? IdAtEnd(string? location)
    {
        var text = location.AsSpan().TrimEnd('/');
        var from = text.Length;
        while (from > 0 && char.IsAsciiDigit(text[from - 1]))
        {
            from--;
        }

        return int.TryParse(text[from..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    private static string User(string user) => $"/users/{Uri.EscapeDataString(user)}";

    private static string List(IEnumerable<string> contacts) => string.Join(';', contacts.Select(Contact));

    // Nodes know contacts as they stand in published programs: with a plain at sign and colon.
    private static string Contact(string contact) =>
        Uri.EscapeDataString(contact).Replace("%40", "@", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
