using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Configuration;

/// <summary>When a busy server holds its notifications back (PWS: at 80 % CPU and above).</summary>
public sealed record LoadOptions
{
    /// <summary>Whether the load is looked at. Default false; <c>pom server</c> switches it on.</summary>
    public bool Enabled { get; set; }

    /// <summary>The part of the cores that the process may use, 0 to 1, at and above which it is busy. Default 0.8.</summary>
    public double Threshold { get; set; } = PwsFacts.BusyLoad;

    /// <summary>Whether requests get 210 while the server is busy. Default false: only notifications wait.</summary>
    public bool AnswerBusy { get; set; }

    /// <summary>Requests a second, all clients together, above which they get 212. Default null: any number. At least 1.</summary>
    public int? RequestsPerSecond { get; set; }

    /// <summary>Over how long the load is measured. Default 10 s.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(10);
}
