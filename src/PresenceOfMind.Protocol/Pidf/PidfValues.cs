using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PresenceOfMind.Protocol.Pidf;

/// <summary>The simple types of RFC 3863's schema.</summary>
internal static partial class PidfValues
{
    internal static string AnyUri(string text)
    {
        var uri = XmlChars.Clean(text).Trim();
        return !uri.Contains("##", StringComparison.Ordinal) && Uri.TryCreate(uri, UriKind.RelativeOrAbsolute, out _)
            ? uri
            : Uri.EscapeDataString(uri);
    }

    internal static bool IsLanguage([NotNullWhen(true)] string? text) => text is not null && Language().IsMatch(text);

    internal static bool IsPriority([NotNullWhen(true)] string? text) => text is not null && Priority().IsMatch(text);

    internal static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Language();

    // RFC 3863's qvalue: 0 to 1 with up to three decimals.
    [GeneratedRegex(@"^(0(\.[0-9]{0,3})?|1(\.0{0,3})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Priority();
}
