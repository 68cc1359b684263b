using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>Pages of lists that are sorted by a text which tells their entries apart. A cursor is the text of the last entry, and so stays right while others come and go.</summary>
internal static class PageExtensions
{
    private const int LongestCursor = 2000;

    /// <summary>The page that a query asks for.</summary>
    /// <param name="query">Its limit and cursor.</param>
    /// <param name="items">The whole list.</param>
    /// <param name="key">What it is sorted by.</param>
    /// <param name="descending">Whether the greatest comes first.</param>
    /// <exception cref="ApiException">Limit or cursor are not valid.</exception>
    public static ListBody<T> Page<T>(this IQueryCollection query, IEnumerable<T> items, Func<T, string> key, bool descending = false)
    {
        var limit = query.Limit();
        var after = query.One("cursor") is { } cursor ? Decode(cursor) : null;
        var order = Comparer<string>.Create((a, b) => descending ? string.CompareOrdinal(b, a) : string.CompareOrdinal(a, b));
        var page = items.Select(i => (Key: key(i), Item: i)).Where(i => after is null || order.Compare(i.Key, after) > 0).OrderBy(i => i.Key, order).Take(limit + 1).ToList();
        return new ListBody<T>([.. page.Take(limit).Select(i => i.Item)], page.Count > limit ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(page[limit - 1].Key)) : null);
    }

    private static string Decode(string cursor) => cursor.Length <= LongestCursor && Base64Url.IsValid(cursor)
        ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor))
        : throw ApiException.Field("cursor", "Give the cursor as the page before named it.");
}
