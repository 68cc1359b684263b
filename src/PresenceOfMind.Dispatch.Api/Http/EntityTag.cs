using System.Globalization;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Requests;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>Entity tags (RFC 9110): of a task the position of its last change, of settings a digest of what they say.</summary>
internal static class EntityTag
{
    /// <summary>The tag of a version.</summary>
    public static string Create(string version) => $"\"{version}\"";

    /// <summary>The tag of a task.</summary>
    public static string Create(long version) => Create(version.ToString(CultureInfo.InvariantCulture));

    /// <summary>The tag of the bytes that spell something.</summary>
    public static string Create(ReadOnlySpan<byte> content) => Create(RequestText.DigestOf(content));

    /// <summary>The tag of settings.</summary>
    public static string OfSettings<T>(T settings)
        where T : class =>
        Create(RequestText.Instance.VersionOf(settings));

    /// <summary>
    /// What a list of tags in <c>If-Match</c>, or <c>*</c>, expects. A weak tag says too little to change something by it.
    /// </summary>
    public static ExpectedVersion? Expected(string? header) =>
        header is null ? null : Read(Tags(header).Where(t => !IsWeak(t)));

    /// <summary>What a list of tags in <c>If-None-Match</c>, or <c>*</c>, names; a tag that a proxy has made weak counts as well.</summary>
    public static ExpectedVersion? Known(string? header) =>
        header is null ? null : Read(Tags(header).Select(t => IsWeak(t) ? t[2..] : t));

    private static ExpectedVersion Read(IEnumerable<string> tags)
    {
        var all = tags.ToList();
        return new ExpectedVersion([.. all.Select(t => t.Trim('"'))], all.Contains("*"));
    }

    private static bool IsWeak(string tag) => tag.StartsWith("W/", StringComparison.Ordinal);

    private static IEnumerable<string> Tags(string header) => header.Split(',').Select(t => t.Trim());
}
