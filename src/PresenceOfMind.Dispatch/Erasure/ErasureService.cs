using Microsoft.Extensions.Hosting;
using PresenceOfMind.Dispatch.Storage;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Erasure;

/// <summary>Replaces people by pseudonyms in all that is kept: log, snapshots and tables. What a crash left unfinished is finished at the next start.</summary>
internal sealed class ErasureService(Database database, TeamsService teams) : BackgroundService
{
    private const int Chunk = 200;

    private static readonly KeptTable[] Tables =
    [
        new("dispatch_event", "position", IsNumbered: true, HasWorker: true, IsPacked: false),
        new("dispatch_snapshot", "position", IsNumbered: true, HasWorker: false, IsPacked: true),
        new("dispatch_task", "id", IsNumbered: false, HasWorker: true, IsPacked: false),
    ];

    /// <summary>Erases a person from a team.</summary>
    /// <returns>The pseudonym.</returns>
    /// <exception cref="DispatchException">The team refuses: the person has live work, or never was there.</exception>
    public async Task<string> EraseAsync(string team, string contact, string? by)
    {
        var pseudonym = $"erased-{Guid.NewGuid().ToString("N")[..12]}";
        await database.WriteAsync(new ErasureRows.Begin(team, contact, pseudonym));
        await FinishAsync(team, contact, pseudonym, by);
        return pseudonym;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var (team, contact, pseudonym) in ErasureRows.Pending(database))
        {
            try
            {
                await FinishAsync(team, contact, pseudonym, null);
            }
            catch (DispatchException)
            {
                // It was refused, and is not pending any more; or could not be kept, and is tried at the next start.
            }
        }
    }

    private async Task FinishAsync(string team, string contact, string pseudonym, string? by)
    {
        try
        {
            await teams.DoAsync(team, new EraseWorker(contact, pseudonym) { By = by });
        }
        catch (DispatchException e) when (e.Refusal.Kind != RefusalKind.Unavailable)
        {
            await database.WriteAsync(new ErasureRows.End(team, contact));
            throw;
        }

        await RewriteAsync(team, contact, pseudonym);
    }

    private async Task RewriteAsync(string team, string contact, string pseudonym)
    {
        var person = new Pseudonym(contact, pseudonym);
        foreach (var table in Tables)
        {
            await RewriteAsync(table, team, contact, pseudonym, person);
        }

        await database.WriteAsync(new ErasureRows.End(team, contact));
        await teams.AskAsync(team, async g =>
        {
            await g.Forget();
            return true;
        });
    }

    private async Task RewriteAsync(KeptTable table, string team, string contact, string pseudonym, Pseudonym person)
    {
        var after = table.IsNumbered ? "0" : "";
        IReadOnlyList<KeptText> next;
        do
        {
            using (var connection = database.OpenRead())
            {
                next = ErasureRows.Next(connection, table, team, contact, after, table.IsPacked ? 1 : Chunk);
            }

            var replaced = next.Select(t => (t.Key, Body: Replace(table, person, t.Body))).Where(t => t.Body is not null)
                .Select(t => new KeptText { Key = t.Key, Body = t.Body! }).ToList();
            await database.WriteAsync(new ErasureRows.Replace(table, team, contact, pseudonym, replaced));
            after = next.Count > 0 ? next[^1].Key : after;
        }
        while (next.Count > 0);
    }

    private static string? Replace(KeptTable table, Pseudonym person, string body)
    {
        if (!table.IsPacked)
        {
            return person.Replace(body);
        }

        return person.Replace(SnapshotRows.UnpackText(body)) is { } replaced ? SnapshotRows.PackText(replaced) : null;
    }
}
