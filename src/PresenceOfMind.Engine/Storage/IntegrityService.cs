using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// Checks the file after an unclean stop, in the background: table by table on a connection that only reads, and after each
/// as long a pause as the table took, so that all else goes on.
/// </summary>
internal sealed partial class IntegrityService(Database database, ILogger<IntegrityService> logger) : BackgroundService
{
    private const string Sound = "ok";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Check != StorageCheck.Running)
        {
            return;
        }

        try
        {
            var found = await FindAsync(stoppingToken);
            database.Checked(found is null ? StorageCheck.Sound : StorageCheck.Damaged, found);
            if (found is null)
            {
                Log.Sound(logger, database.Path);
            }
            else
            {
                Log.Damaged(logger, database.Path, found);
            }
        }
        catch (DbException e)
        {
            var damaged = StorageFault.IsDamaged(e);
            database.Checked(damaged ? StorageCheck.Damaged : StorageCheck.Failed, e.Message.ReplaceLineEndings(" "));
            Log.Damaged(logger, database.Path, e.Message);
        }
    }

    private async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var table in await Task.Run(Tables, cancellationToken))
        {
            var began = TimeProvider.System.GetTimestamp();
            if (await Task.Factory.StartNew(
                () => Find(table),
                cancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default) is { } found)
            {
                return found;
            }

            await Task.Delay(TimeProvider.System.GetElapsedTime(began), cancellationToken);
        }

        return null;
    }

    private List<string> Tables()
    {
        using var connection = database.OpenRead();
        return connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name").AsList();
    }

    private string? Find(string table)
    {
        using var connection = database.OpenRead();
        var found = connection.Query<string>($"PRAGMA integrity_check(\"{table}\")").FirstOrDefault() ?? Sound;
        return found == Sound ? null : $"table {table}: {found.ReplaceLineEndings(" ")}";
    }

    private static partial class Log
    {
        [LoggerMessage(1002, LogLevel.Information, "The last stop was not clean; {Path} was checked and is sound")]
        public static partial void Sound(ILogger logger, string path);

        [LoggerMessage(1003, LogLevel.Error, "The last stop was not clean, and the check of {Path} found: {Found}")]
        public static partial void Damaged(ILogger logger, string path, string found);
    }
}
