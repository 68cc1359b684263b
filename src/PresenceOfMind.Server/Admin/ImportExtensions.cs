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
        await using var csv = CsvReader.Create(request.Body, Options(request));
        try
        {
            await csv.ReadHeaderAsync(request.HttpContext.RequestAborted);
            var headers = Headers(csv);
            if (!headers.ContainsKey("user"))
            {
                throw AdminException.Wrong("The first line names the columns, user among them, for example: user,name", "user");
            }

            var entries = new List<T>();
            while (await csv.ReadAsync(request.HttpContext.RequestAborted))
            {
                if (csv.FieldCount > csv.Headers.Count)
                {
                    throw AdminException.Wrong(
                        $"Line {csv.LineNumber} has more fields than the first line has columns; nothing was imported. A comma in a "
                            + "field needs quotes around it.");
                }

                entries.Add(row(column => headers.TryGetValue(column, out var header) ? Text(csv, header) : null));
            }

            return entries;
        }
        catch (CsvFormatException)
        {
            throw AdminException.Wrong($"Line {csv.LineNumber} is not CSV; nothing was imported. Check its quotes.");
        }
    }

    // Whatever wrote the file may begin its headings with large letters.
    private static Dictionary<string, string> Headers(CsvReader csv)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in csv.Headers)
        {
            if (!headers.TryAdd(header.Trim(), header))
            {
                throw AdminException.Wrong($"The first line names the column {header.Trim()} twice; nothing was imported.", header.Trim());
            }
        }

        return headers;
    }

    // A quote that never ends would take the rest of the file for one field.
    private static CsvReaderOptions Options(HttpRequest request) => new()
    {
        MissingField = CsvMissingFieldHandling.ReturnEmpty,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
        Encoding = request.GetTypedHeaders().ContentType?.Encoding,
    };

    // What is no UTF-8 has become replacement characters, and would be kept as somebody's name.
    private static string? Text(CsvReader csv, string column) =>
        csv.GetStringOrNull(column)?.Trim() is var text && text?.Contains('\uFFFD', StringComparison.Ordinal) == true
            ? throw AdminException.Wrong(
                $"Line {csv.LineNumber} is not in UTF-8; nothing was imported. Save the file as UTF-8, or name its encoding, as "
                    + "Content-Type: text/csv; charset=windows-1252 (pom people import: --encoding windows-1252).")
            : text;
}
