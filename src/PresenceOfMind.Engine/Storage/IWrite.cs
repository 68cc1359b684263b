namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// A change to the database. All changes that wait are committed together, each in a savepoint of its own, so
/// that one that refuses itself takes no other with it.
/// </summary>
public interface IWrite
{
    /// <summary>
    /// Whether it is a single statement that changes nothing where it refuses itself, such as an upsert by key. It then
    /// needs no savepoint, which is two thirds of the work. Default false.
    /// </summary>
    bool IsOneStatement => false;

    /// <summary>Makes the change. Runs on the writer's thread and must not wait for anything.</summary>
    /// <param name="db">The group's transaction.</param>
    /// <exception cref="FencedException">What the change replaces is not what is there.</exception>
    void Apply(IWriteTransaction db);
}
