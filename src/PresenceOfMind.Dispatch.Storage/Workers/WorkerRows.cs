using Dapper;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage.Workers;

/// <summary>Which team each contact works in: one only, and the table's key sees to it.</summary>
internal static class WorkerRows
{
    /// <summary>Follows a team's log.</summary>
    /// <exception cref="FencedException">The contact became a worker of another team meanwhile.</exception>
    public static void Follow(IWriteTransaction db, TeamName team, TeamEvent e)
    {
        switch (e)
        {
            case WorkerPut { Worker.Contact: var contact }:
                db.Execute("INSERT INTO dispatch_worker (contact, team) VALUES (@p1, @p2) ON CONFLICT (contact) DO NOTHING", contact.Value, team.Value);
                if (db.Scalar<string>("SELECT team FROM dispatch_worker WHERE contact = @p1", contact.Value) != team.Value)
                {
                    throw new FencedException($"{contact} became a worker of another team.");
                }

                break;
            case WorkerRemoved { Contact: var contact }:
                db.Execute("DELETE FROM dispatch_worker WHERE contact = @p1 AND team = @p2", contact.Value, team.Value);
                break;
        }
    }

    /// <summary>The contacts of each team that has workers.</summary>
    public static IReadOnlyDictionary<TeamName, IReadOnlySet<Contact>> ByTeam(Database database)
    {
        using var connection = database.OpenRead();
        return connection.Query<(Contact Contact, TeamName Team)>("SELECT contact, team FROM dispatch_worker")
            .GroupBy(r => r.Team, r => r.Contact)
            .ToDictionary(g => g.Key, IReadOnlySet<Contact> (g) => g.ToHashSet());
    }

    /// <summary>Whether somebody is or was a worker of a team, as far as is known.</summary>
    public static bool Knows(Database database, TeamName team, Contact contact)
    {
        using var connection = database.OpenRead();
        return connection.QuerySingle<int>(
            """
            SELECT CASE WHEN EXISTS (SELECT 1 FROM dispatch_worker WHERE team = @team AND contact = @contact)
                OR EXISTS (SELECT 1 FROM dispatch_event WHERE team = @team AND worker = @contact)
                OR EXISTS (SELECT 1 FROM dispatch_event_of_many WHERE team = @team AND worker = @contact)
                OR EXISTS (SELECT 1 FROM dispatch_task WHERE team = @team AND worker = @contact) THEN 1 ELSE 0 END
            """,
            new { team, contact }) == 1;
    }

    /// <summary>The first of these who works in another team; null for none.</summary>
    public static (Contact Contact, TeamName Team)? FindElsewhere(Database database, TeamName team, IReadOnlyList<WorkerSettings> workers)
    {
        if (workers.Count == 0)
        {
            return null;
        }

        using var connection = database.OpenRead();
        var elsewhere = connection
            .Query<(Contact Contact, TeamName Team)>("SELECT contact, team FROM dispatch_worker WHERE team <> @team", new { team })
            .ToDictionary(r => r.Contact, r => r.Team);
        foreach (var worker in workers)
        {
            var contact = worker.Contact.Key;
            if (elsewhere.TryGetValue(contact, out var other))
            {
                return (contact, other);
            }
        }

        return null;
    }
}
