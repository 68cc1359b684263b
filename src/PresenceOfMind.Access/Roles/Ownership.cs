namespace PresenceOfMind.Access.Roles;

/// <summary>By what a route tells whose its subject is, for the role worker.</summary>
public enum Ownership
{
    /// <summary>The subject is nobody's own, so the role worker does not have the permission.</summary>
    None = 0,

    /// <summary>The path names the worker.</summary>
    WorkerInPath = 1,

    /// <summary>The query parameter <c>worker</c> names the worker. Without it the list is everybody's.</summary>
    WorkerInQuery = 2,

    /// <summary>The path names a task, which is the worker's own where it is assigned, offered or named to that worker.</summary>
    TaskInPath = 3,

    /// <summary>The handler finds out what is the worker's own, and leaves out the rest.</summary>
    Handler = 4,
}
