using System.Globalization;
using System.Security.Cryptography;
using PresenceOfMind.Dispatch.Json;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>Entity tags (RFC 9110): of a task the position of its last change, of settings a digest of what they say.</summary>
internal static class EntityTag
{
    /// <summary>The tag of something that has a version.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The tag of something by what it says.</summary>
    public static string Of(ReadOnlySpan<byte> content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 10))}\"";

    /// <summary>The tag of settings.</summary>
    public static string OfSettings<T>(T settings) => Of(DispatchJson.Write(settings));

    /// <summary>Whether the list of tags in <c>If-Match</c>, or <c>*</c>, holds what is there. A weak tag says too little to change something by it.</summary>
    /// <param name="header">The header.</param>
    /// <param name="current">The tag of what is there; null where nothing is.</param>
    public static bool Matches(string header, string? current) => current is not null && Tags(header).Any(t => t == "*" || t == current);

    /// <summary>Whether the list of tags in <c>If-None-Match</c>, or <c>*</c>, holds what is there; a tag that a proxy has made weak counts as well.</summary>
    /// <inheritdoc cref="Matches"/>
    public static bool MatchesWeakly(string header, string? current) =>
        current is not null && Tags(header).Any(t => t == "*" || (t.StartsWith("W/", StringComparison.Ordinal) ? t[2..] : t) == current);

    /// <summary>The versions that a list of tags in <c>If-Match</c> names; what names none is left out.</summary>
    public static IReadOnlyList<long> Versions(string header) =>
        [.. Tags(header).Select(t => long.TryParse(t.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0).Where(v => v > 0)];

    private static IEnumerable<string> Tags(string header) => header.Split(',').Select(t => t.Trim());
}
