using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Tasks;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage.Teams;

/// <summary>Makes the tables for queries anew from the log where they are of another shape than this release's.</summary>
internal static class ProjectionRows
{
    /// <summary>The shape of the tables.</summary>
    public const long Shape = 1;

    private const int Chunk = 1000;

    /// <summary>Does it where it is needed. Tasks that ended before what is kept of the log are kept as they are.</summary>
    public static async Task RebuildAsync(Database database, TeamName team)
    {
        List<TaskItem> tasks;
        long first;
        using (var connection = database.OpenRead())
        {
            if (LogRows.Head(connection, team) is not { } head || head.Projection == Shape)
            {
                return;
            }

            first = head.First;
            var last = new Dictionary<TaskId, TaskItem>();
            var state = SnapshotRows.Nearest(connection, team, first - 1) ?? TeamSnapshot.Empty();
            foreach (var task in state.Tasks.All)
            {
                last[task.Id] = task.Copy();
            }

            LogRows.Replay(connection, team, state, head.Head, (now, entry) =>
            {
                if (entry.Event is ITaskEvent about && now.Tasks.Find(about.Id) is { } task)
                {
                    last[about.Id] = task.Copy();
                }
            });
            tasks = [.. last.Values];
        }

        await database.WriteAsync(new ClearWrite(team, first));
        foreach (var chunk in tasks.Chunk(Chunk))
        {
            await database.WriteAsync(new SaveWrite(team, chunk));
        }

        await database.WriteAsync(new DoneWrite(team));
    }

    private sealed class ClearWrite(TeamName team, long first) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => TaskRows.Clear(db, team, first);
    }

    private sealed class SaveWrite(TeamName team, IReadOnlyList<TaskItem> tasks) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var task in tasks)
            {
                TaskRows.Save(db, team, task);
            }
        }
    }

    private sealed class DoneWrite(TeamName team) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute("UPDATE dispatch_team SET projection = @p2 WHERE team = @p1", team.Value, Shape);
    }
}
