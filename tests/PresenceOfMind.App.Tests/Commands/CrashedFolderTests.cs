using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.App.Commands.Accounts;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Audit;
using PresenceOfMind.App.Commands.Keys;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.App.Tests.Commands;

/// <summary>Commands work on the data folder of a program that was killed, and leave the check of its file to the next start.</summary>
public sealed class CrashedFolderTests : IDisposable
{
    private readonly TempFolder _killed = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_for_keys_accounts_and_the_audit_leave_the_check_to_the_next_start()
    {
        Kill();
        var settings = new SettingOptions();
        var options = new AdminOptions(settings, new ApiOptions(settings));
        var command = new Command("test");
        options.AddTo(command);
        var parsed = command.Parse(["--data", _killed.Path]);

        await new KeyTarget(options, parsed).AddAsync(new KeyBody { Name = "deploy", Role = "administrator" }, Cancel);
        Assert.Single((await new KeyTarget(options, parsed).ListAsync(Cancel)).AsArray());
        Assert.Empty((await new AccountTarget(options, parsed).ListAsync(Cancel)).AsArray());
        var entries = new List<string>();
        await foreach (var entry in new AuditSource(options, parsed).ReadAsync(new Dictionary<string, string>(), null, Cancel))
        {
            entries.Add(entry.Action);
        }

        Assert.Equal(["key.added"], entries);
        using var next = Open(_killed.Path);
        Assert.Equal(StorageCheck.Running, next.Health.Check);
    }

    public void Dispose() => _killed.Dispose();

    /// <summary>What a program leaves that is killed: its files as they are while it runs.</summary>
    private void Kill()
    {
        using var alive = new TempFolder();
        using var database = Open(alive.Path);
        foreach (var file in new DirectoryInfo(alive.Path).EnumerateFiles().Where(f => f.Extension is ".db" or ".db-wal"))
        {
            file.CopyTo(_killed.File(file.Name));
        }
    }

    private static Database Open(string folder) =>
        new(new StorageOptions { Folder = folder }, AccessMigrations.All, NullLogger<Database>.Instance);
}
