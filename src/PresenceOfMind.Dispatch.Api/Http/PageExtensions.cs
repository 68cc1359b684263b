using Microsoft.AspNetCore.Http;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>
/// Pages of lists that are sorted by a text which tells their entries apart. A cursor is the text of the last entry, and so stays right
/// while others come and go.
/// </summary>
internal static class PageExtensions
{
    /// <summary>The page that a query asks for.</summary>
    /// <param name="query">Its limit.</param>
    /// <param name="cursors">Its cursor.</param>
    /// <param name="items">The whole list.</param>
    /// <param name="key">What it is sorted by.</param>
    /// <param name="descending">Whether the greatest comes first.</param>
    /// <exception cref="ApiException">Limit or cursor are not valid.</exception>
    public static ListBody<T> Page<T>(
        this IQueryCollection query, ListCursor cursors, IEnumerable<T> items, Func<T, string> key, bool descending = false)
    {
        var limit = query.Limit();
        var after = cursors.Place();
        var order = Comparer<string>.Create((a, b) => descending ? string.CompareOrdinal(b, a) : string.CompareOrdinal(a, b));
        var page = items
            .Select(i => (Key: key(i), Item: i))
            .Where(i => after is null || order.Compare(i.Key, after) > 0)
            .OrderBy(i => i.Key, order)
            .Take(limit + 1)
            .ToList();
        return new ListBody<T>([.. page.Take(limit).Select(i => i.Item)], cursors.Next(page.Count > limit ? page[limit - 1].Key : null));
    }
}
