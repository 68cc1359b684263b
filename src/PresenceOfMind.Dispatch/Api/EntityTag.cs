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

    /// <summary>Whether a header's list of tags, or <c>*</c>, holds what is there.</summary>
    /// <param name="header">The header <c>If-Match</c> or <c>If-None-Match</c>.</param>
    /// <param name="current">The tag of what is there; null where nothing is.</param>
    public static bool Matches(string header, string? current) =>
        current is not null && header.Split(',').Select(t => t.Trim()).Any(t => t == "*" || t == current);
}
