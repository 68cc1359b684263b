using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Engine.Tests.Storage;

[Trait("Takes", "long")]
public sealed class DamageTests : IDisposable
{
    private const int Page = 4096;

    private readonly TestStore _store = new();
    private readonly TestStore _copy = new();

    private string File => Path.Combine(_copy.Folder, "pom.db");

    private string Changes => File + "-wal";

    [Fact]
    public async Task A_damaged_page_is_refused_in_one_line_or_found_by_the_check_and_is_never_another_failure()
    {
        await FillAsync(close: true);
        var sound = System.IO.File.ReadAllBytes(File);
        Assert.InRange(sound.Length, 10 * Page, int.MaxValue);
        for (var page = 0; page < sound.Length / Page; page++)
        {
            foreach (var offset in new[] { 0, 16, 100, Page / 2 })
            {
                var damaged = (byte[])sound.Clone();
                damaged.AsSpan((page * Page) + offset, 16).Fill(0xa5);
                System.IO.File.WriteAllBytes(File, damaged);
                await TryAsync();
            }
        }
    }

    [Fact]
    public async Task Damaged_changes_beside_the_file_are_no_other_failure()
    {
        await FillAsync(close: false);
        var (file, sound) = (System.IO.File.ReadAllBytes(File), System.IO.File.ReadAllBytes(Changes));
        for (var at = 0; at < sound.Length; at += sound.Length / 40)
        {
            System.IO.File.WriteAllBytes(File, file);
            var damaged = (byte[])sound.Clone();
            damaged[at] ^= 0xff;
            System.IO.File.WriteAllBytes(Changes, damaged);
            await TryAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_gone_or_empty_beside_its_changes_is_refused_and_the_changes_stay(bool empty)
    {
        await FillAsync(close: false);
        var changes = System.IO.File.ReadAllBytes(Changes);
        System.IO.File.Delete(File);
        if (empty)
        {
            System.IO.File.WriteAllBytes(File, []);
        }

        var refusal = Assert.Throws<StorageException>(() => _copy.Open());
        Assert.Contains("move pom.db-wal away", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(changes, System.IO.File.ReadAllBytes(Changes));
    }

    [Fact]
    public async Task After_an_unclean_stop_the_file_is_checked_and_after_a_clean_one_not()
    {
        await FillAsync(close: false);
        using (var unclean = _copy.Open())
        {
            Assert.Contains("being checked", unclean.Health.Note, StringComparison.Ordinal);
            await CheckAsync(unclean);
            Assert.Equal(StorageCheck.Sound, unclean.Health.Check);
            Assert.Contains("is sound", unclean.Health.Note, StringComparison.Ordinal);
            Assert.Null(unclean.Health.Ailment);
        }

        using var clean = _copy.Open();
        await CheckAsync(clean);
        Assert.Equal(StorageCheck.NotNeeded, clean.Health.Check);
        Assert.Null(clean.Health.Note);
    }

    [Theory]
    [InlineData(StorageCheck.Running)]
    [InlineData(StorageCheck.Damaged)]
    [InlineData(StorageCheck.Failed)]
    public async Task Who_closes_the_file_before_it_was_found_sound_leaves_the_check_to_the_next_start(StorageCheck check)
    {
        await FillAsync(close: false);
        using (var hasty = _copy.Open())
        {
            await hasty.WriteAsync(new Insert("of a command"));
            hasty.Checked(check, null);
        }

        using var next = _copy.Open();
        Assert.Equal(StorageCheck.Running, next.Health.Check);
        await CheckAsync(next);
        Assert.Equal(StorageCheck.Sound, next.Health.Check);
    }

    [Fact]
    public async Task A_data_folder_that_vanishes_fails_health_and_keeps_nothing_until_it_is_back()
    {
        var aside = _copy.Folder + "-aside";
        using var database = _copy.Open();
        await database.WriteAsync(new Insert("before"));
        Directory.Move(_copy.Folder, aside);
        try
        {
            Assert.Contains("vanished", database.Health.Ailment, StringComparison.Ordinal);
            var refusal = await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync(new Insert("lost")));
            Assert.Contains(database.Path, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Move(aside, _copy.Folder);
        }

        await database.WriteAsync(new Insert("after"));
        Assert.Null(database.Health.Ailment);
        Assert.Equal(["after", "before"], TestStore.Names(database));
    }

    [Fact]
    public async Task A_full_disk_is_said_at_the_start_with_the_folder_and_while_running_nothing_acknowledged_is_lost()
    {
        using var disk = SmallDisk.Mount();
        var kept = new List<string>();
        using (var database = Open(disk))
        {
            disk.Fill();
            var failure = await Assert.ThrowsAsync<StorageException>(async () =>
            {
                for (var i = 0; i < 10_000; i++)
                {
                    await database.WriteAsync(new Insert($"{i:d5}"));
                    kept.Add($"{i:d5}");
                }
            });
            Assert.Contains($"the disk of the data folder {disk.Folder} is full", failure.Message, StringComparison.Ordinal);
            Assert.Contains("full", database.Health.Ailment, StringComparison.Ordinal);
            Assert.Equal(kept, TestStore.Names(database));

            disk.Free();
            await database.WriteAsync(new Insert("room"));
            Assert.Null(database.Health.Ailment);
        }

        disk.Fill();
        var refusal = Assert.Throws<StorageException>(() => Open(disk));
        Assert.Equal(
            $"The disk of the data folder {disk.Folder} is full; make room, or choose another folder with --data.",
            refusal.Message);
        disk.Free();
        using var again = Open(disk);
        Assert.Equal([.. kept, "room"], TestStore.Names(again));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(12_000)]
    [InlineData(40_000)]
    public void A_first_start_on_a_full_disk_says_so_with_the_folder(int room)
    {
        using var disk = SmallDisk.Mount();
        disk.Fill(room);
        var refusal = Assert.Throws<StorageException>(() => Open(disk));
        Assert.Equal(
            $"The disk of the data folder {disk.Folder} is full; make room, or choose another folder with --data.",
            refusal.Message);
        disk.Free();
        Open(disk).Dispose();
    }

    public void Dispose()
    {
        _store.Dispose();
        _copy.Dispose();
    }

    private static Database Open(SmallDisk disk) =>
        new(new StorageOptions { Folder = disk.Folder }, TestStore.Tables, NullLogger<Database>.Instance);

    private static async Task CheckAsync(Database database)
    {
        using var check = new IntegrityService(database, NullLogger<IntegrityService>.Instance);
        await check.StartAsync(TestContext.Current.CancellationToken);
        await (check.ExecuteTask ?? Task.CompletedTask);
    }

    // As kill -9 leaves it, or as a clean end does.
    private async Task FillAsync(bool close)
    {
        using (var database = _store.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => database.WriteAsync(new Insert($"{i} {new string('x', 60)}"))));
            if (!close)
            {
                Copy();
            }
        }

        if (close)
        {
            Copy();
        }
    }

    private void Copy()
    {
        foreach (var file in Directory.EnumerateFiles(_store.Folder).Where(
            f => !f.EndsWith(".lock", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            System.IO.File.Copy(file, Path.Combine(_copy.Folder, Path.GetFileName(file)), overwrite: true);
        }
    }

    private async Task TryAsync()
    {
        try
        {
            using var database = _copy.Open();
            database.Checked(StorageCheck.Running, null);
            await CheckAsync(database);
            Assert.Contains(database.Health.Check, new[] { StorageCheck.Sound, StorageCheck.Damaged });
            TestStore.Names(database);
        }
        catch (StorageException refusal)
        {
            Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
        }
        catch (DbException)
        {
            // Reading says so.
        }
        finally
        {
            System.IO.File.Delete(Changes);
            System.IO.File.Delete(File + "-shm");
        }
    }
}
