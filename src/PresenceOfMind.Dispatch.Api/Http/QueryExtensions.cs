using System.Globalization;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>Reads query parameters.</summary>
internal static class QueryExtensions
{
    private const int MostOfAPage = 500;
    private const int UsualPage = 50;

    /// <summary>A parameter that may be there once; null where it is not.</summary>
    /// <exception cref="ApiException">It is there several times, or empty.</exception>
    public static string? One(this IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } values when values[0] is { Length: > 0 } text => text,
        _ => throw ApiException.Field(name, $"{name} may be given only once, and must not be empty."),
    };

    /// <summary>A contact, as its key; null where it is not there.</summary>
    /// <exception cref="ApiException">It is there several times, or empty.</exception>
    public static Contact? Contact(this IQueryCollection query, string name) =>
        query.One(name) is { } text ? Core.Identity.Contact.Spelled(text) : null;

    /// <summary>A time; null where it is not there.</summary>
    /// <exception cref="ApiException">It is no time.</exception>
    public static DateTimeOffset? Time(this IQueryCollection query, string name) => query.One(name) switch
    {
        null => null,
        var text when TryTime(text, out var time) => time,
        _ => throw ApiException.Field(name, $"{name} is a time as 2026-01-31T09:00:00Z."),
    };

    /// <summary>How many entries a page is to have.</summary>
    public static int Limit(this IQueryCollection query) => (int)(query.Number("limit", 1, MostOfAPage) ?? UsualPage);

    /// <summary>A whole number in a range; null where it is not there.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public static long? Number(this IQueryCollection query, string name, long least, long most) => query[name] switch
    {
        { Count: 0 } => null,
        var values when long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most => number,
        _ => throw ApiException.Field(name, $"{name} is a number from {least} to {most}."),
    };

    /// <summary>Whether a parameter says true.</summary>
    /// <exception cref="ApiException">It says neither true nor false.</exception>
    public static bool Flag(this IQueryCollection query, string name) => query.One(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw ApiException.Field(name, $"{name} is true or false."),
    };

    /// <summary>The moment that <c>at</c> names; null for now.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public static HistoryMoment? Moment(this HttpContext context) => context.Request.Query.One("at") switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) => new HistoryMoment(
            position,
            null),
        var text when TryTime(text, out var time) => new HistoryMoment(null, time),
        _ => throw ApiException.Field("at", "at is a position of the team's log, or a time as 2026-01-31T09:00:00Z."),
    };

    private static bool TryTime(string text, out DateTimeOffset time)
    {
        // A + that is not escaped in a query means a space: what was meant is the zone.
        var meant = text.Length > 6 && text[^6] == ' ' && text[^3] == ':' && text.Contains('T', StringComparison.Ordinal)
            ? $"{text[..^6]}+{text[^5..]}"
            : text;
        return DateTimeOffset.TryParse(
            meant,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time)
            && meant.Length >= 10 && char.IsAsciiDigit(meant[0]) && meant[4] == '-';
    }
}
