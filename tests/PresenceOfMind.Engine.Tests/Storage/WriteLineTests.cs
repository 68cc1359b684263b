using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Engine.Tests.Storage;

public sealed class WriteLineTests : IDisposable
{
    private readonly TestStore _store = new();
    private readonly Database _database;
    private readonly List<string> _forgotten = [];

    public WriteLineTests() => _database = _store.Open();

    [Fact]
    public async Task Rows_of_several_holders_are_one_change()
    {
        var (first, second) = (Line("first"), Line("second"));
        var before = first.WriteAsync(new Insert("before"));
        var together = WriteSequence.WriteTogetherAsync([(first, new Insert("a")), (second, new Insert("b"))]);
        Assert.Same(together, first.Committed);
        Assert.Same(together, second.Committed);
        await Task.WhenAll(before, together, second.WriteAsync(new Insert("after")));

        Assert.Equal(["a", "after", "b", "before"], TestStore.Names(_database));
        Assert.Equal(3, _database.Health.Writes);
        Assert.Empty(_forgotten);
    }

    [Fact]
    public async Task Of_rows_together_that_are_refused_nothing_is_kept_and_all_holders_forget()
    {
        var (first, second, third) = (Line("first"), Line("second"), Line("third"));
        await third.WriteAsync(new Insert("taken"));

        var together = WriteSequence.WriteTogetherAsync([(first, new Insert("a")), (second, new Insert("taken"))]);
        var resting = first.WriteAsync(new Insert("resting"));

        await Assert.ThrowsAnyAsync<Exception>(() => together);
        await Assert.ThrowsAsync<StorageException>(() => resting);
        await Assert.ThrowsAsync<StorageException>(() => second.Committed);
        await Assert.ThrowsAsync<StorageException>(
            () => WriteSequence.WriteTogetherAsync([(third, new Insert("c")), (second, new Insert("d"))]));
        Assert.Equal(["taken"], TestStore.Names(_database));
        Assert.Equal(["first", "second"], _forgotten.Distinct().Order());
        Assert.True(second.Failed);
        await third.WriteAsync(new Insert("third goes on"));
    }

    public void Dispose()
    {
        _database.Dispose();
        _store.Dispose();
    }

    private WriteSequence Line(string name) => new(_database, () =>
    {
        lock (_forgotten)
        {
            _forgotten.Add(name);
        }
    });
}
