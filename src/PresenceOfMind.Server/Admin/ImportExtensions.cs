using System.Text.Json.Serialization.Metadata;
using CsvHelper;
using Microsoft.AspNetCore.Http;

namespace PresenceOfMind.Server.Admin;

/// <summary>Lists to import: JSON, or CSV with a line of headings.</summary>
internal static class ImportExtensions
{
    /// <summary>Reads the list.</summary>
    /// <param name="request">Its content type says which of the two it is.</param>
    /// <param name="json">The list as JSON.</param>
    /// <param name="row">Makes an entry of a line of CSV, from the columns by their headings.</param>
    /// <exception cref="AdminException">It is neither, or not of this shape; it says where.</exception>
    public static async Task<IReadOnlyList<T>> ReadListAsync<T>(
        this HttpRequest request, JsonTypeInfo<IReadOnlyList<T>> json, Func<Func<string, string?>, T> row)
        where T : class
    {
        var isCsv = request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;
        var entries = isCsv ? await ReadCsvAsync(request, row) : await request.ReadAsync(json);
        return entries.ToList().FindIndex(e => e is null) is var missing and >= 0
            ? throw AdminException.Wrong($"[{missing}] is null; nothing was imported.", $"[{missing}]")
            : entries;
    }

    private static async Task<IReadOnlyList<T>> ReadCsvAsync<T>(HttpRequest request, Func<Func<string, string?>, T> row)
    {
        AdminExtensions.RefuseTooLong(request);
        await using var csv = CsvReader.Create(request.Body, new CsvReaderOptions { MissingField = CsvMissingFieldHandling.ReturnEmpty });
        try
        {
            await csv.ReadHeaderAsync(request.HttpContext.RequestAborted);
            if (!csv.Headers.Contains("user"))
            {
                throw AdminException.Wrong("The first line names the columns, user among them, for example: user,name", "user");
            }

            var entries = new List<T>();
            while (await csv.ReadAsync(request.HttpContext.RequestAborted))
            {
                entries.Add(row(column => csv.Headers.Contains(column) ? csv.GetStringOrNull(column)?.Trim() : null));
            }

            return entries;
        }
        catch (CsvFormatException)
        {
            throw AdminException.Wrong($"Line {csv.LineNumber} is no CSV; nothing was imported.");
        }
    }
}
