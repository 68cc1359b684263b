using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Erasure;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Storage.Workers;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Erasure;

/// <summary>
/// Replaces people by pseudonyms in all that is kept: log, snapshots and tables. What a crash left unfinished is finished at the next
/// start.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="teams">The teams.</param>
/// <param name="targets">What else names people.</param>
/// <param name="logger">Hears of erasures that could not be read.</param>
internal sealed partial class ErasureService(
    Database database, TeamsService teams, IEnumerable<IErasureTarget> targets, ILogger<ErasureService> logger) : BackgroundService
{
    private const int Chunk = 500;

    /// <summary>Erases a person from a team.</summary>
    /// <param name="team">The team.</param>
    /// <param name="contact">The person.</param>
    /// <param name="key">The idempotency key, which chooses the pseudonym, so that the same request again gets the same answer; null for
    /// none.</param>
    /// <param name="by">Who asks; null where nobody said.</param>
    /// <returns>The pseudonym.</returns>
    /// <exception cref="DispatchException">The team refuses: the person has live work, or never was a worker.</exception>
    public async Task<string> EraseAsync(TeamName team, Contact contact, string? key, string? by)
    {
        var number = key is null
            ? Guid.NewGuid().ToString("N")
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{team} {key}")));
        var now = (await teams.GetViewAsync(team)).Workers.FirstOrDefault(w => w.Contact == contact)?.Name;
        var names = ErasureRows.Names(database, team, contact);
        var erasure = new ErasedPerson(
            team,
            contact,
            $"erased-{number[..12]}",
            now is { Length: > 1 } && !names.Contains(now) ? [.. names, now] : names);
        var isOfNobody = !WorkerRows.Knows(database, team, contact);
        await database.WriteAsync(ErasureRows.Begin(erasure));
        await FinishAsync(
            erasure,
            new CommandMessage { Command = new EraseWorker(contact, erasure.Pseudonym) { Key = key, By = by }, IsOfNobody = isOfNobody });
        return erasure.Pseudonym;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var erasure in Pending())
        {
            try
            {
                await FinishAsync(erasure, new CommandMessage { Command = new EraseWorker(erasure.Contact, erasure.Pseudonym) });
            }
            catch (DispatchException)
            {
                // It was refused, and is not pending any more; or could not be kept, and is tried at the next start.
            }
        }
    }

    private IReadOnlyList<ErasedPerson> Pending()
    {
        try
        {
            return [.. ErasureRows.Pending(database)];
        }
        catch (DbException e)
        {
            Log.NotRead(logger, e);
            return [];
        }
    }

    private async Task FinishAsync(ErasedPerson erasure, CommandMessage erase)
    {
        var team = erasure.Team;
        try
        {
            await teams.DoAsync(team, erase);
        }
        catch (DispatchException e) when (e.Refusal.Kind != RefusalKind.Unavailable)
        {
            await database.WriteAsync(ErasureRows.End(team, erasure.Contact));
            throw;
        }

        // The team goes on meanwhile with what it knows, until it has read the log again: what it wrote until then is gone through once
        // more.
        await RewriteAsync(erasure);
        await teams.AskAsync(team, async g =>
        {
            await g.ForgetAsync();
            return true;
        });
        await teams.WakeAsync(team);
        await RewriteAsync(erasure);
        await database.WriteAsync(ErasureRows.End(team, erasure.Contact));
    }

    private async Task RewriteAsync(ErasedPerson erasure)
    {
        var person = new Pseudonym(erasure.Contact.Value, erasure.Names, erasure.Pseudonym);
        foreach (var (table, column) in ErasureRows.Rewritten)
        {
            await RewriteAsync(table, column, erasure.Team, person);
        }

        await database.WriteAsync(ErasureRows.Rename(erasure.Team, erasure.Contact, erasure.Pseudonym));
        foreach (var target in targets)
        {
            await target.ReplaceAsync(
                erasure.Team, erasure.Contact, person.ReplaceText, json => person.Replace(json, PersonalShape.Written));
        }
    }

    private async Task RewriteAsync(TeamTable table, TextColumn column, TeamName team, Pseudonym person)
    {
        var after = table.IsNumbered ? "0" : "";
        IReadOnlyList<KeptText> next;
        do
        {
            using (var connection = database.OpenRead())
            {
                next = ErasureRows.Next(connection, table, column, team, after, column.Kind == TableText.Snapshot ? 1 : Chunk);
            }

            var replaced = next
                .Select(t => t with { Text = ErasureRows.Rewrite(column, t, person) ?? "" })
                .Where(t => t.Text.Length > 0)
                .ToList();
            if (replaced.Count > 0)
            {
                await database.WriteAsync(ErasureRows.Replace(table, column, team, replaced));
            }

            after = next.Count > 0 ? next[^1].Key : after;
        }
        while (next.Count > 0);
    }

    private static partial class Log
    {
        [LoggerMessage(3501, LogLevel.Error, "The erasures that a crash left unfinished could not be read; the next start tries again.")]
        public static partial void NotRead(ILogger logger, Exception error);
    }
}
