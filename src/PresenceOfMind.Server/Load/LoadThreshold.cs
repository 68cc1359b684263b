namespace PresenceOfMind.Server.Load;

/// <summary>When the server is busy: at and above a part of its cores, 80 % unless an operator says otherwise (PWS).</summary>
/// <param name="Part">The part of the cores, above 0 to 1.</param>
internal readonly record struct LoadThreshold(double Part)
{
    /// <summary>Whether a load is one of a busy server, which holds its notifications back.</summary>
    /// <param name="load">The part of the cores that the process used, 0 to 1.</param>
    public bool IsBusy(double load) => load >= Part;
}
