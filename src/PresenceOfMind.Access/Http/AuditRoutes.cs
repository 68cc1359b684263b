using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// The audit over HTTP, below <c>/admin/audit</c>. An administrator sees everything, and a manager the entries of the own teams.
/// </summary>
internal static class AuditRoutes
{
    private const int MostOfAPage = 500;
    private const int UsualPage = 50;

    /// <summary>Maps the routes.</summary>
    /// <param name="admin">The routes of <c>/admin</c>.</param>
    public static void Map(IEndpointRouteBuilder admin)
    {
        var routes = admin.MapGroup("/audit");
        routes.MapGet("", ListAsync);
        routes.MapGet("/export", Export);
    }

    private static async Task<IResult> ListAsync(HttpContext context, AuditTrail trail)
    {
        try
        {
            AllowQuery(context.Request.Query, [.. AuditPages.Filters, "cursor", "limit"]);
            return TypedResults.Json(
                await AuditPages.ReadAsync(trail, Filter(context), One(context.Request.Query, "cursor"), Limit(context.Request.Query)),
                AuditJson.Default.AuditPage);
        }
        catch (AccessException refusal)
        {
            return AccessProblem.ToResult(refusal);
        }
    }

    private static IResult Export(HttpContext context, AuditTrail trail)
    {
        try
        {
            AllowQuery(context.Request.Query, [.. AuditPages.Filters, "format"]);
            var filter = Filter(context);
            return One(context.Request.Query, "format") switch
            {
                null or "jsonl" => Lines("application/jsonl", "audit.jsonl", null, AuditExport.ToJson),
                "csv" => Lines("text/csv", "audit.csv", AuditExport.Heading, AuditExport.ToCsv),
                _ => throw Invalid("format", "format is jsonl or csv."),
            };

            IResult Lines(string type, string name, string? heading, Func<AuditView, string> line) => TypedResults.Stream(
                async body =>
                {
                    await using var writer = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true)
                    {
                        NewLine = heading is null ? "\n" : "\r\n",
                    };
                    if (heading is not null)
                    {
                        await writer.WriteLineAsync(heading);
                    }

                    await foreach (var entry in trail.ExportAsync(filter))
                    {
                        context.RequestAborted.ThrowIfCancellationRequested();
                        await writer.WriteLineAsync(line(AuditView.From(entry)));
                    }
                },
                type,
                name);
        }
        catch (AccessException refusal)
        {
            return AccessProblem.ToResult(refusal);
        }
    }

    private static AuditFilter Filter(HttpContext context)
    {
        var query = context.Request.Query;
        return AuditPages.Filter(name => One(query, name)).For(context.GetPrincipal());
    }

    private static void AllowQuery(IQueryCollection query, IReadOnlyList<string> known)
    {
        if (query.Keys.FirstOrDefault(k => !known.Contains(k, StringComparer.Ordinal)) is { } unknown)
        {
            throw Invalid(unknown, $"There is no such query parameter; this operation takes {string.Join(", ", known)}.");
        }
    }

    private static string? One(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        [{ Length: > 0 } one] => one,
        _ => throw Invalid(name, $"{name} may be given only once, and must not be empty."),
    };

    private static int Limit(IQueryCollection query) => One(query, "limit") switch
    {
        null => UsualPage,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= MostOfAPage => number,
        _ => throw Invalid("limit", $"limit is a number from 1 to {MostOfAPage}."),
    };

    private static AccessException Invalid(string field, string detail) => new(400, "invalid-field", detail, field);
}
