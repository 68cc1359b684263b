using System.Globalization;
using System.Text.Json;

namespace PresenceOfMind.Access.Http;

/// <summary>Entries of the audit as lines of a file.</summary>
public static class AuditExport
{
    /// <summary>The first line of CSV.</summary>
    public const string Heading = "position,at,kind,actor,address,action,subject,team,outcome,code,count,before,after";

    /// <summary>An entry as a line of JSON, without its end.</summary>
    /// <param name="entry">The entry.</param>
    public static string ToJson(AuditView entry) => JsonSerializer.Serialize(entry, AuditJson.Default.AuditView);

    /// <summary>An entry as a line of CSV (RFC 4180), without its end.</summary>
    /// <param name="entry">The entry.</param>
    public static string ToCsv(AuditView entry) => string.Join(
        ',',
        new[]
        {
            entry.Position.ToString(CultureInfo.InvariantCulture),
            entry.At.ToString("O", CultureInfo.InvariantCulture),
            entry.Kind,
            entry.Actor,
            entry.Address,
            entry.Action,
            entry.Subject,
            entry.Team,
            entry.Outcome,
            entry.Code,
            entry.Count.ToString(CultureInfo.InvariantCulture),
            entry.Before?.ToJsonString(),
            entry.After?.ToJsonString(),
        }.Select(Cell));

    /// <summary>
    /// A cell. A spreadsheet takes one that begins with =, +, - or @ for a formula, also after white space: an apostrophe makes it a text.
    /// </summary>
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = text[0] is '\t' or '\r' or '\n' || text.TrimStart() is ['=' or '+' or '-' or '@', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
