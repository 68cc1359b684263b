using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Http;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Commands.Audit;

/// <summary>Reads the audit of a running program, or of the data folder of one that does not run.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="parsed">The command line.</param>
internal sealed class AuditSource(AdminOptions options, ParseResult parsed)
{
    private const int PageSize = 500;

    private readonly AccessTarget _target = new(options, parsed);

    /// <summary>Entries, from the newest on.</summary>
    /// <param name="filter">The query parameters that say which.</param>
    /// <param name="most">How many at most; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<AuditView> ReadAsync(
        IReadOnlyDictionary<string, string> filter, int? most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = most ?? int.MaxValue;
        for (string? cursor = null; ;)
        {
            var page = await PageAsync(filter, cursor, Math.Min(left, PageSize), cancellationToken);
            foreach (var entry in page.Items)
            {
                yield return entry;
            }

            left -= page.Items.Count;
            cursor = page.Next;
            if (cursor is null || left <= 0)
            {
                yield break;
            }
        }
    }

    private async Task<AuditPage> PageAsync(
        IReadOnlyDictionary<string, string> filter, string? cursor, int size, CancellationToken cancellationToken)
    {
        var page = await _target.RunAsync(
            async (database, _) =>
            {
                var trail = new AuditTrail(database, new WallClock(TimeProvider.System), new AuditOptions(), []);
                return AccessTarget.ToJson(
                    await AuditPages.ReadAsync(trail, AuditPages.Filter(name => filter.GetValueOrDefault(name)), cursor, size),
                    AuditJson.Default.AuditPage);
            },
            api => api.SendAsync(HttpMethod.Get, "admin/audit?" + Query(filter, cursor, size), null, cancellationToken));
        return page.Deserialize(AuditJson.Default.AuditPage)
            ?? throw new UserException(ExitCode.Refused, "The program answered without entries: check that --url is the address of pom.");
    }

    private static string Query(IReadOnlyDictionary<string, string> filter, string? cursor, int size) => string.Join(
        '&',
        filter
            .Append(KeyValuePair.Create("limit", size.ToString(CultureInfo.InvariantCulture)))
            .Concat(cursor is null ? [] : [KeyValuePair.Create("cursor", cursor)])
            .Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
}
