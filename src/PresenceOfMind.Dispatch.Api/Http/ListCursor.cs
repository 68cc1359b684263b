using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>
/// The cursors of one list as clients get them, and give them back. A cursor holds a place and a digest of the list's team, path, filters
/// and order, since the place means something else in another list. The limit may change from page to page.
/// </summary>
internal sealed class ListCursor
{
    private const int DigestLength = 6;
    private const int Longest = 2000;

    private readonly byte[] _digest;
    private readonly string? _given;

    private ListCursor(byte[] digest, string? given)
    {
        _digest = digest;
        _given = given;
    }

    /// <summary>The cursors of a list.</summary>
    /// <param name="team">The list's team.</param>
    /// <param name="path">The list's path, below that of the team.</param>
    /// <param name="query">What was asked for, in any order of names: filters, order, moment.</param>
    /// <param name="given">The cursor that the request came with; null for none.</param>
    public static ListCursor Parse(TeamName team, string path, IEnumerable<KeyValuePair<string, string>> query, string? given)
    {
        var list = new StringBuilder($"v1\n{team}\n{path}");
        foreach (var (name, value) in query.OrderBy(q => q.Key, StringComparer.Ordinal))
        {
            list.Append('\n').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return new ListCursor(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString()))[..DigestLength], given);
    }

    /// <summary>The place where the page begins; null for the first page.</summary>
    /// <exception cref="ApiException">The cursor is none, or is that of another list.</exception>
    public string? Place()
    {
        if (_given is null)
        {
            return null;
        }

        if (_given.Length > Longest
            || !Base64Url.IsValid(_given)
            || Base64Url.DecodeFromChars(_given) is not { Length: > DigestLength } bytes)
        {
            throw Wrong();
        }

        return bytes.AsSpan(0, DigestLength).SequenceEqual(_digest)
            ? Encoding.UTF8.GetString(bytes.AsSpan(DigestLength))
            : throw ApiException.Field(
                "cursor",
                "This cursor belongs to another list. Use the same path, filters and order as for the page before, "
                    + "or omit the cursor to begin again.");
    }

    /// <summary>The place where the page begins, where the list is sorted by numbers; null for the first page.</summary>
    /// <inheritdoc cref="Place"/>
    public Cursor? NumberedPlace() => Place() is not { } place ? null : Cursor.TryParse(place, out var cursor) ? cursor : throw Wrong();

    /// <summary>The cursor of a place; null for none.</summary>
    public string? Next(string? place) => place is null ? null : Base64Url.EncodeToString([.. _digest, .. Encoding.UTF8.GetBytes(place)]);

    private static ApiException Wrong() => ApiException.Field("cursor", "This is not a cursor. Use `next` of the page before.");
}
